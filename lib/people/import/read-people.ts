import { invalid } from "@/lib/kernel/errors";
import { type CsvRow, readCsv } from "@/lib/kernel/read-csv";
import { columnOf, columnWords, mostBytes, mostPeople, type PeopleColumn } from "@/lib/people/import/columns";

export type PersonRow = CsvRow<PeopleColumn>;

/** The lines of a file of people. Throws invalid for one that cannot be read at all, with what to do about it. */
export function readPeople(content: string): PersonRow[] {
  if (Buffer.byteLength(content) > mostBytes)
    throw unreadable("A file has at most 1 MB. Import it in parts.");
  if (content.includes("\0") || content.includes("\ufffd"))
    throw unreadable("This file is not UTF-8 text. Save it as CSV in UTF-8 and try again.");
  // of one kind of line end: within a cell the parser would count the other for two lines
  const read = readCsv(content.replace(/\r\n?/g, "\n"), {
    columnOf,
    words: columnWords,
    required: ["email", "role", "groups"],
    mostRows: mostPeople,
    noun: "people",
  });
  if ("unreadable" in read) throw unreadable(read.unreadable);
  return read.rows;
}

const unreadable = (why: string) => invalid(why, { content: why });
