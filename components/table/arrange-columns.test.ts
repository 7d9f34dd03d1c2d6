import { describe, expect, it } from "vitest";
import { choiceOf, defaultChoice, moveColumn, visibleColumns } from "./arrange-columns";
import type { Column } from "./column";

const column = (key: string, rest: Partial<Column<string>> = {}): Column<string> => ({
  key,
  header: key,
  cell: () => null,
  ...rest,
});
const columns = [column("name"), column("state"), column("used", { hidden: true }), column("heard")];
const keys = (shown: Column<string>[]) => shown.map(({ key }) => key);

describe("visibleColumns", () => {
  it("starts with what is declared, without what is hidden until chosen", () => {
    expect(keys(visibleColumns(columns, defaultChoice(columns)))).toEqual(["name", "state", "heard"]);
  });

  it("keeps the first column first and there, whatever was remembered", () => {
    const choice = { order: ["heard", "name", "state"], hidden: ["name"] };
    expect(keys(visibleColumns(columns, choice))[0]).toBe("name");
  });

  it("shows a column that an older choice does not know", () => {
    const choice = { order: ["name", "state", "heard"], hidden: [] };
    expect(keys(visibleColumns(columns, choice)).toSorted()).toEqual(["heard", "name", "state", "used"]);
  });

  it("ignores a remembered column that is gone", () => {
    const choice = { order: ["name", "gone", "heard", "state", "used"], hidden: ["gone"] };
    expect(keys(visibleColumns(columns, choice))).toEqual(["name", "heard", "state", "used"]);
  });
});

describe("moveColumn", () => {
  const start = defaultChoice(columns);

  it("changes places with its neighbour", () => {
    expect(moveColumn(columns, start, "heard", -1).order).toEqual(["name", "state", "heard", "used"]);
  });

  it("never passes the first column or the end", () => {
    expect(moveColumn(columns, start, "state", -1)).toBe(start);
    expect(moveColumn(columns, start, "heard", 1)).toBe(start);
    expect(moveColumn(columns, start, "name", 1)).toBe(start);
  });
});

describe("choiceOf", () => {
  it("shows just what an address names, in its order, and passes over what it does not know", () => {
    expect(keys(visibleColumns(columns, choiceOf(columns, ["name", "used", "state"])))).toEqual([
      "name",
      "used",
      "state",
    ]);
    expect(keys(visibleColumns(columns, choiceOf(columns, ["heard", "no-such-column"])))).toEqual([
      "name",
      "heard",
    ]);
    expect(keys(visibleColumns(columns, choiceOf(columns, [])))).toEqual(["name"]);
  });
});
