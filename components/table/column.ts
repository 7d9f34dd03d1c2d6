import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Numbers stand at the end, so that their digits line up. */
  align?: "start" | "end";
  /** Pixels. The first column without a width takes what is left. */
  width?: number;
  /** May be taken away in the column chooser. The first column never may. */
  hideable?: boolean;
  /** Hidden until someone chooses it. */
  hidden?: boolean;
};

export type Sort = { key: string; direction: "asc" | "desc" };

/** What someone chose to see, and in which order. The page decides where it is kept. */
export type ColumnChoice = { order: string[]; hidden: string[] };

export type Selection = { all: true } | { all: false; keys: ReadonlySet<string> };

export const nothingSelected: Selection = { all: false, keys: new Set() };

export type Noun = { one: string; many: string };
