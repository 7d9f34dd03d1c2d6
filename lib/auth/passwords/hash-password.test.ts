import { describe, expect, it } from "vitest";
import { hashPassword, isOutdated, verifyPassword } from "@/lib/auth/passwords/hash-password";

describe("a password", () => {
  it("is kept as argon2id with 19 MiB and two passes", async () => {
    const hash = await hashPassword("seven quiet herons");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(isOutdated(hash)).toBe(false);
    for (const other of ["m=9216,t=4,p=1", "m=19456,t=1,p=1", "m=194560,t=2,p=1"])
      expect(isOutdated(hash.replace("m=19456,t=2,p=1", other))).toBe(true);
    expect(isOutdated(hash.replace("argon2id", "argon2i"))).toBe(true);
  });

  it("has a salt of its own each time", async () => {
    expect(await hashPassword("seven quiet herons")).not.toBe(await hashPassword("seven quiet herons"));
  });

  const typed = `Seven quiet herons, ${"x".repeat(60)}`;
  it.each([
    ["a space at its end", `${typed} `],
    ["a space before it", ` ${typed}`],
    ["two spaces for one", typed.replace(" ", "  ")],
    ["another case", typed.replace("S", "s")],
    ["a NUL at its end", `${typed}\0`],
    ["a NUL inside", typed.replace("quiet", "quiet\0")],
    ["another character after NUL", `${typed}\0a`],
    ["another seventy-third byte", `${typed.slice(0, 72)}y${typed.slice(73)}`],
    ["a byte less", typed.slice(0, -1)],
    ["a wide letter", typed.replace("S", "Ｓ")],
  ])("is another with %s", async (_, other) => {
    const [hash, others] = await Promise.all([hashPassword(typed), hashPassword(other)]);
    expect(await verifyPassword(hash, typed)).toBe(true);
    expect(await verifyPassword(hash, other)).toBe(false);
    expect(await verifyPassword(others, other)).toBe(true);
    expect(await verifyPassword(others, typed)).toBe(false);
  });

  it("is the same composed and decomposed, also at its longest", async () => {
    for (const text of [`${"ab cd ef ".repeat(30)}é`, "é".repeat(1_024)]) {
      const hash = await hashPassword(text);
      expect(await verifyPassword(hash, text.normalize("NFD"))).toBe(true);
      expect(await verifyPassword(await hashPassword(text.normalize("NFD")), text)).toBe(true);
      expect(await verifyPassword(hash, text.slice(0, -1))).toBe(false);
    }
  });

  it("of nobody is never right, and a broken hash opens nothing", async () => {
    expect(await verifyPassword(null, "seven quiet herons")).toBe(false);
    expect(await verifyPassword("not a hash", "not a hash")).toBe(false);
    expect(await verifyPassword("", "")).toBe(false);
  });

  it("that is too long is nobody's, and not what remains of it when it is cut", async () => {
    const longest = "ab cd ".repeat(171).slice(0, 1_024);
    expect(await verifyPassword(await hashPassword(longest), `${longest}x`)).toBe(false);
    expect(await verifyPassword(await hashPassword(""), `${longest}x`)).toBe(false);
    expect(() => hashPassword(`${longest}x`)).toThrow(RangeError);
  });
});
