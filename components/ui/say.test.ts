import { describe, expect, it } from "vitest";
import { sayBytes, sayExactBytes } from "./say-bytes";
import { sayExact, sayRelative } from "./say-time";
import { shortenMiddle } from "./shorten-middle";

describe("sayRelative", () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const ago = (seconds: number, count = false) => sayRelative(now - seconds * 1000, now, count);

  it("says the largest unit that is full", () => {
    expect(ago(59)).toBe("just now");
    expect(ago(60)).toBe("1 min ago");
    expect(ago(3599)).toBe("59 min ago");
    expect(ago(3600)).toBe("1 h ago");
    expect(ago(86_400)).toBe("1 day ago");
    expect(ago(3 * 86_400)).toBe("3 days ago");
    expect(ago(8 * 86_400)).toBe("1 week ago");
    expect(ago(800 * 86_400)).toBe("2 years ago");
  });

  it("looks ahead", () => {
    expect(ago(-3 * 86_400)).toBe("in 3 days");
    expect(ago(-45)).toBe("in under a minute");
  });

  it("counts seconds only when asked, and forgives a clock that is a little ahead", () => {
    expect(ago(3, true)).toBe("3 s ago");
    expect(ago(0.4, true)).toBe("just now");
    expect(ago(-2)).toBe("just now");
  });
});

it("says a time with its zone", () => {
  expect(sayExact(Date.UTC(2026, 10, 22, 15, 20, 3), "UTC")).toBe("22 Nov 2026, 15:20:03 UTC");
});

describe("sayBytes", () => {
  it("keeps three digits and moves to the next unit in time", () => {
    expect(sayBytes(0)).toBe("0 B");
    expect(sayBytes(999)).toBe("999 B");
    expect(sayBytes(1000)).toBe("1.00 kB");
    expect(sayBytes(999_499)).toBe("999 kB");
    expect(sayBytes(999_500)).toBe("1.00 MB");
    expect(sayBytes("1240000000")).toBe("1.24 GB");
    expect(sayBytes(98_765_432n)).toBe("98.8 MB");
  });

  it("says the exact count beyond what a number holds", () => {
    expect(sayExactBytes("9007199254740993")).toBe("9,007,199,254,740,993 bytes");
  });
});

it("shortens in the middle, never at the end", () => {
  expect(shortenMiddle("8988247000000791913", 20)).toBe("8988247000000791913");
  const short = shortenMiddle("019ab3c0-77aa-7e6e-9b51-1f3b6e8c2c11", 20);
  expect(short).toHaveLength(20);
  expect(short.endsWith("3b6e8c2c11")).toBe(true);
});
