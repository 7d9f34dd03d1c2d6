import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInside, normaliseRange } from "@/lib/access/address-ranges";

describe("an address range", () => {
  it.each([
    ["192.0.2.77/24", "192.0.2.0/24"],
    [" 192.0.2.7 ", "192.0.2.7/32"],
    ["10.255.1.1/8", "10.0.0.0/8"],
    ["2001:DB8:0:0::1/64", "2001:db8::/64"],
    ["2001:db8::1", "2001:db8::1/128"],
    ["2001:db8:ffff::/33", "2001:db8:8000::/33"],
    ["::ffff:192.0.2.7/120", "192.0.2.0/24"],
    ["::ffff:c000:207", "192.0.2.7/32"],
    ["64:ff9b::192.0.2.33/128", "64:ff9b::c000:221/128"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["::/0", "::/0"],
  ])("%s has one form", (typed, form) => expect(normaliseRange(typed)).toBe(form));

  it.each([
    "",
    "office",
    "192.0.2.0/33",
    "192.0.2.0/",
    "192.0.2.0/24/8",
    "192.0.2/24",
    "2001:db8::/129",
    "fe80::1%eth0/64",
    "1.2.3.4/-1",
    "01.2.3.4",
  ])("%s is none", (typed) => expect(normaliseRange(typed)).toBeNull());

  it("holds its addresses and no other, of either family", () => {
    const ranges = ["192.0.2.0/24", "2001:db8:1::/48"];
    for (const inside of ["192.0.2.0", "192.0.2.255", "::ffff:192.0.2.9", "2001:db8:1:2::3"])
      expect(isInside(ranges, inside)).toBe(true);
    for (const outside of ["192.0.3.0", "2001:db8:2::1", "::ffff:192.0.3.9", "", "office", null])
      expect(isInside(ranges, outside)).toBe(false);
    expect(isInside(["not a range"], "192.0.2.1")).toBe(false);
    expect(isInside([], "192.0.2.1")).toBe(false);
  });

  it("in its one form is the same range, and holds what it was made from", () => {
    const typed = fc.oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
      fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })),
    );
    fc.assert(
      fc.property(typed, ([address, length]) => {
        const form = normaliseRange(`${address}/${length}`) ?? "";
        expect(normaliseRange(form)).toBe(form);
        expect(isInside([form], address)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
