import { describe, expect, it } from "vitest";
import { moveInGrid } from "@/components/matrix/move-in-grid";

const size = { rows: 500, columns: 41, page: 12 };
const from = { row: 100, column: 20 };

describe("in the matrix", () => {
  it.each([
    ["ArrowUp", false, { row: 99, column: 20 }],
    ["ArrowDown", false, { row: 101, column: 20 }],
    ["ArrowLeft", false, { row: 100, column: 19 }],
    ["ArrowRight", false, { row: 100, column: 21 }],
    ["PageUp", false, { row: 88, column: 20 }],
    ["PageDown", false, { row: 112, column: 20 }],
    ["Home", false, { row: 100, column: 0 }],
    ["End", false, { row: 100, column: 40 }],
    ["Home", true, { row: 0, column: 0 }],
    ["End", true, { row: 499, column: 40 }],
    ["a", false, null],
  ] as const)("%s, with Ctrl %s", (key, ctrl, to) => {
    expect(moveInGrid(from, key, ctrl, size)).toEqual(to);
  });

  it("no key leads outside", () => {
    const last = { row: 499, column: 40 };
    for (const key of ["ArrowDown", "ArrowRight", "PageDown"])
      expect(moveInGrid(last, key, false, size)).toEqual(last);
    for (const key of ["ArrowUp", "ArrowLeft", "PageUp"])
      expect(moveInGrid({ row: 0, column: 0 }, key, false, size)).toEqual({ row: 0, column: 0 });
  });
});
