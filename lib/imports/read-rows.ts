import { CsvError, parse } from "csv-parse/sync";
import { columnOf, columnWords, type ImportColumn, mostRows } from "@/lib/imports/columns";

export interface ImportRow {
  /** in the file, the headings being line 1 */
  line: number;
  cells: Partial<Record<ImportColumn, string>>;
  /** the line has more or fewer cells than there are headings */
  uneven: string | null;
}

interface ParsedLine {
  record: string[];
  info: { lines: number };
}

/** Whether a file has a column for groups; one whose headings cannot be read registers nothing. */
export function namesGroups(content: string): boolean {
  try {
    const [headings = []] = parse(content, {
      bom: true,
      delimiter: delimiterOf(content),
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      max_record_size: 20_000,
      to: 1,
    }) as unknown as string[][];
    return headings.some((heading) => columnOf(heading) === "groups");
  } catch (error) {
    if (error instanceof CsvError) return false;
    throw error;
  }
}

/** The rows of a file, or why it cannot be read at all. Commas, semicolons or tabs: whichever the headings use. */
export function readRows(content: string): { rows: ImportRow[] } | { unreadable: string } {
  let lines: ParsedLine[];
  try {
    lines = parse(content, {
      bom: true,
      delimiter: delimiterOf(content),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      max_record_size: 20_000,
      to: mostRows + 2,
    }) as unknown as ParsedLine[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = typeof error.lines === "number" ? ` near line ${error.lines.toLocaleString("en-GB")}` : "";
    return {
      unreadable: `The file cannot be read as CSV${where}. Look for a quotation mark that is not closed.`,
    };
  }
  const [first, ...rest] = lines;
  if (!first) return { unreadable: "The file is empty." };
  const columns = first.record.map(columnOf);
  const wrong = headingsProblem(first.record, columns);
  if (wrong) return { unreadable: wrong };
  if (rest.length === 0) return { unreadable: "The file has headings and no devices below them." };
  if (rest.length > mostRows)
    return {
      unreadable: `The file has more than ${mostRows.toLocaleString("en-GB")} devices. Import it in parts.`,
    };
  return { rows: rest.map((line) => toRow(line, columns)) };
}

function delimiterOf(content: string): string {
  const heading = /[^\r\n]*/.exec(content)?.[0] ?? "";
  const count = (mark: string) => heading.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function headingsProblem(headings: string[], columns: (ImportColumn | undefined)[]): string | null {
  const unknown = headings.filter((_, index) => columns[index] === undefined);
  const twice = columns.find((column, index) => column && columns.indexOf(column) !== index);
  const missing = (["kind", "label"] as const).filter((column) => !columns.includes(column));
  const say = (words: readonly string[]) => words.map((word) => word.slice(0, 40) || "(empty)").join(", ");
  if (missing.length > 0)
    return `The first line must name the columns. Missing: ${say(missing)}. The template has them all.`;
  if (unknown.length > 0) return `These columns are not known: ${say(unknown)}. The template has them all.`;
  if (twice) return `The column ${columnWords[twice]} is there twice.`;
  return null;
}

function toRow({ record, info }: ParsedLine, columns: (ImportColumn | undefined)[]): ImportRow {
  const cells: ImportRow["cells"] = {};
  record.forEach((cell, index) => {
    const column = columns[index];
    if (column && cell !== "") cells[column] = cell;
  });
  const uneven =
    record.length === columns.length
      ? null
      : `This line has ${record.length} values; there are ${columns.length} columns.`;
  return { line: info.lines, cells, uneven };
}
