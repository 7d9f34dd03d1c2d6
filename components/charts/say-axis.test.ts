import { expect, it } from "vitest";
import { byteTicks } from "./say-axis";

it("puts round ticks up to the highest value", () => {
  expect(byteTicks(0)).toEqual([0]);
  expect(byteTicks(13.2e9)).toEqual([0, 5e9, 10e9, 15e9]);
  expect(byteTicks(400)).toEqual([0, 100, 200, 300, 400]);
});

it("has no tick for a part of a byte", () => {
  expect(byteTicks(1)).toEqual([0, 1]);
  expect(byteTicks(3)).toEqual([0, 1, 2, 3]);
});
