import { describe, expect, it } from "vitest";
import { countSelected, pageState, togglePage, toggleRow } from "./change-selection";
import type { Selection } from "./column";

const page = ["a", "b", "c", "d"];
const some = (...keys: string[]): Selection => ({ all: false, keys: new Set(keys) });

describe("toggleRow", () => {
  it("takes one row, and lets it go", () => {
    expect(toggleRow(some(), page, "b", undefined)).toEqual(some("b"));
    expect(toggleRow(some("b"), page, "b", undefined)).toEqual(some());
  });

  it("takes every row from the last one touched, in either direction", () => {
    expect(toggleRow(some("b"), page, "d", "b")).toEqual(some("b", "c", "d"));
    expect(toggleRow(some("c"), page, "a", "c")).toEqual(some("a", "b", "c"));
  });

  it("falls back to the page when one of all that match is let go", () => {
    expect(toggleRow({ all: true }, page, "a", undefined)).toEqual(some("b", "c", "d"));
  });

  it("keeps what was chosen on another page", () => {
    expect(toggleRow(some("z"), page, "a", "z")).toEqual(some("z", "a"));
  });
});

describe("togglePage", () => {
  it("takes the page, then lets only the page go", () => {
    const whole = togglePage(some("z"), page);
    expect(whole).toEqual(some("z", ...page));
    expect(togglePage(whole, page)).toEqual(some("z"));
  });

  it("ends a selection of all that match", () => {
    expect(togglePage({ all: true }, page)).toEqual(some());
  });
});

it("says how much of the page is selected", () => {
  expect(pageState(some(), page)).toBe(false);
  expect(pageState(some("a"), page)).toBe("indeterminate");
  expect(pageState(some(...page), page)).toBe(true);
  expect(pageState({ all: true }, page)).toBe(true);
  expect(pageState({ all: true }, [])).toBe(false);
});

it("counts all that match, not only the page", () => {
  expect(countSelected({ all: true }, 8214)).toBe(8214);
  expect(countSelected(some("a", "z"), 8214)).toBe(2);
});
