import { expect, it } from "vitest";
import { readPlace } from "@/lib/auth/sign-in/place";

it("leads back to a page of the portal, with what was asked of it", () => {
  for (const place of ["/you", "/northwind/devices?state=suspended&q=meter%20north", "/provider/unknown"])
    expect(readPlace(place)).toBe(place);
});

it.each([
  null,
  "",
  "/",
  "/accounts",
  "/sign-in?to=/you",
  "/api/accounts/northwind/devices",
  "//attacker.example",
  "/\\attacker.example",
  "/\t/attacker.example",
  "https://attacker.example/northwind",
  "javascript:alert(1)",
  "northwind",
  "/a/../../accounts",
  "/a/..//attacker.example",
  "/a/%2e%2e//attacker.example",
  "/a/..\\\\attacker.example",
  `/${"a".repeat(3_000)}`,
])("leads nowhere from %j", (text) => {
  expect(readPlace(text)).toBeNull();
});
