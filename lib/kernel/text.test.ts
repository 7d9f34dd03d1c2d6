import { describe, expect, it } from "vitest";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { CordonError } from "@/lib/kernel/errors";
import { findUnkeepable, isOneLine } from "@/lib/kernel/text";

describe("text that cannot be kept", () => {
  it("is found wherever it stands", () => {
    expect(findUnkeepable({ a: ["plain", { b: "\ud83d\ude00 é \n" }], c: null, d: new Date() })).toBeNull();
    expect(findUnkeepable({ a: ["plain", { b: "a\0" }] })).toBe("a.1.b");
    expect(findUnkeepable({ name: "half \ud83d" })).toBe("name");
  });

  it("is no place in a list", () => {
    const shape = z.tuple([z.string()]);
    expect(decodeCursor(encodeCursor(["meter"]), shape)).toEqual(["meter"]);
    for (const key of ["a\0", "\ud800"])
      expect(() => decodeCursor(encodeCursor([key]), shape)).toThrow(CordonError);
  });

  it("is told from a name of one line", () => {
    expect(isOneLine("Ana Ruiz-Łukasiewicz 😀")).toBe(true);
    for (const name of ["a\nb", "a\u2028b", "a\u0085b", "a\tb"]) expect(isOneLine(name)).toBe(false);
  });
});

describe("a name", () => {
  it("stays on its line and reads in its own order, whatever it is written in", () => {
    for (const name of ["Ana Ruiz", "محمد", "שרה \u200Fכהן", "Zoë 🌊", "李 小龍"])
      expect(isOneLine(name), name).toBe(true);
    for (const name of ["a\nb", "a\u2028b", "Laptop\u202Eevil", "a\u2066b\u2069", "a\tb", "a\u0085b"])
      expect(isOneLine(name), JSON.stringify(name)).toBe(false);
  });
});
