import { CsvError, parse } from "csv-parse/sync";

/** What a file may hold: its columns by the headings people give them, those it cannot do without, and how much of it. */
export interface CsvForm<Column extends string> {
  columnOf(heading: string): Column | undefined;
  /** as the template's first line has them */
  words: Record<Column, string>;
  required: readonly Column[];
  mostRows: number;
  /** what a row stands for, in the plural */
  noun: string;
}

export interface CsvRow<Column extends string> {
  /** where it begins in the file, the headings being line 1 */
  line: number;
  cells: Partial<Record<Column, string>>;
  /** the line has more or fewer cells than there are headings */
  uneven: string | null;
}

interface ParsedLine {
  record: string[];
  info: { lines: number };
}

/** The first line, or nothing of a file that is no CSV. */
export function readHeadings(content: string): string[] {
  try {
    const [headings = []] = parse(content, { ...options(content), to: 1 }) as unknown as string[][];
    return headings;
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

/** The rows of a file, or why it cannot be read at all. Commas, semicolons or tabs: whichever the headings use. */
export function readCsv<Column extends string>(
  content: string,
  form: CsvForm<Column>,
): { rows: CsvRow<Column>[] } | { unreadable: string } {
  let lines: ParsedLine[];
  try {
    lines = parse(content, {
      ...options(content),
      info: true,
      to: form.mostRows + 2,
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
  const columns = first.record.map((heading) => form.columnOf(heading));
  const wrong = headingsProblem(first.record, columns, form);
  if (wrong) return { unreadable: wrong };
  if (rest.length === 0) return { unreadable: `The file has headings and no ${form.noun} below them.` };
  if (rest.length > form.mostRows)
    return {
      unreadable: `The file has more than ${form.mostRows.toLocaleString("en-GB")} ${form.noun}. Import it in parts.`,
    };
  return { rows: rest.map((line) => toRow(line, columns)) };
}

const options = (content: string) => ({
  bom: true,
  delimiter: delimiterOf(content),
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  trim: true,
  max_record_size: 20_000,
});

function delimiterOf(content: string): string {
  const heading = /[^\r\n]*/.exec(content)?.[0] ?? "";
  const count = (mark: string) => heading.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function headingsProblem<Column extends string>(
  headings: string[],
  columns: (Column | undefined)[],
  { words, required }: CsvForm<Column>,
): string | null {
  const unknown = headings.filter((_, index) => columns[index] === undefined);
  const twice = columns.find((column, index) => column && columns.indexOf(column) !== index);
  const missing = required.filter((column) => !columns.includes(column)).map((column) => words[column]);
  const say = (found: readonly string[]) => found.map((word) => word.slice(0, 40) || "(empty)").join(", ");
  if (missing.length > 0)
    return `The first line must name the columns. Missing: ${say(missing)}. The template has them all.`;
  if (unknown.length > 0) return `These columns are not known: ${say(unknown)}. The template has them all.`;
  if (twice) return `The column ${words[twice]} is there twice.`;
  return null;
}

function toRow<Column extends string>(
  { record, info }: ParsedLine,
  columns: (Column | undefined)[],
): CsvRow<Column> {
  const cells: CsvRow<Column>["cells"] = {};
  record.forEach((cell, index) => {
    const column = columns[index];
    if (column && cell !== "") cells[column] = cell;
  });
  const uneven =
    record.length === columns.length
      ? null
      : `This line has ${record.length} values; there are ${columns.length} columns.`;
  // the parser tells where a row ends, and cells may hold lines of their own
  const within = record.reduce((sum, cell) => sum + (cell.split("\n").length - 1), 0);
  return { line: info.lines - within, cells, uneven };
}
