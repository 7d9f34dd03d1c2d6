import { describe, expect, it } from "vitest";
import { takePlace } from "@/lib/live/stream-places";

describe("the streams of one session", () => {
  it("are thirty at most, and a place given back is free once", () => {
    const places = Array.from({ length: 30 }, () => takePlace("one"));
    expect(places).not.toContain(null);
    expect(takePlace("one")).toBeNull();
    expect(takePlace("other")).not.toBeNull();
    places[0]?.();
    places[0]?.();
    expect(takePlace("one")).not.toBeNull();
    expect(takePlace("one")).toBeNull();
  });
});
