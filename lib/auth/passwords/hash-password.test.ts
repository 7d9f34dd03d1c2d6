import { describe, expect, it } from "vitest";
import { hashPassword, refusePassword, verifyPassword } from "@/lib/auth/passwords/hash-password";

const ana = { email: "ana.reyes@northwind.example", name: "Ana Reyes" };

describe("a password", () => {
  it("is kept as argon2id with 19 MiB and two passes", async () => {
    expect(await hashPassword("seven quiet herons")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("is compared whole, however long, and composed or not", async () => {
    const long = `${"ab cd ef ".repeat(30)}é`;
    const hash = await hashPassword(long);
    expect(await verifyPassword(hash, long.normalize("NFD"))).toBe(true);
    expect(await verifyPassword(hash, long.slice(0, -1))).toBe(false);
    expect(await verifyPassword(hash, ` ${long}`)).toBe(false);
  });

  it("of nobody is never right, and a broken hash opens nothing", async () => {
    expect(await verifyPassword(null, "seven quiet herons")).toBe(false);
    expect(await verifyPassword("not a hash", "not a hash")).toBe(false);
    expect(await verifyPassword("", "")).toBe(false);
  });

  it.each([
    ["fourteen chars", "14-characters!"],
    ["fourteen emoji", "🐦".repeat(14)],
    ["one character, often", "a".repeat(40)],
    ["the address", "ana.reyes@northwind.example"],
    ["the address and a year", "Ana.Reyes@Northwind.example2026"],
    ["the name, twice", "Ana Reyes Ana Reyes"],
    ["the product", "cordon cordon cordon"],
    ["more than can be hashed", "ab cd ".repeat(200)],
  ])("is refused when it is %s", (_, password) => {
    expect(refusePassword(password, ana)).toEqual(expect.any(String));
  });

  it.each([
    ["fifteen characters", "herons at dusk!"],
    ["fifteen code points", "🐦🌊🌙⭐🔥🐦🌊🌙⭐🔥🐦🌊🌙⭐🔥"],
    ["only small letters and spaces", "seven quiet herons at dusk"],
    ["two hundred characters", "seven quiet herons at dusk ".repeat(8)],
  ])("is accepted with %s", (_, password) => {
    expect(refusePassword(password, ana)).toBeNull();
  });
});
