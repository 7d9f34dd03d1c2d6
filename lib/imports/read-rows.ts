import { columnOf, columnWords, type ImportColumn, mostRows } from "@/lib/imports/columns";
import { type CsvRow, readCsv, readHeadings } from "@/lib/kernel/read-csv";

export type ImportRow = CsvRow<ImportColumn>;

/** Whether a file has a column for groups; one whose headings cannot be read registers nothing. */
export const namesGroups = (content: string): boolean =>
  readHeadings(content).some((heading) => columnOf(heading) === "groups");

export const readRows = (content: string) =>
  readCsv(content, {
    columnOf,
    words: columnWords,
    required: ["kind", "label"],
    mostRows,
    noun: "devices",
  });
