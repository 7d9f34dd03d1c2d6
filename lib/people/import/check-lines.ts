import type { z } from "zod";
import {
  columnWords,
  mostGroupsOfPerson,
  type PeopleColumn,
  wholeAccountWords,
} from "@/lib/people/import/columns";
import type { PersonRow } from "@/lib/people/import/read-people";
import { personInput } from "@/lib/people/person-input";

/** What a line says, before it is known whether the account has such a role and such groups. */
export interface PersonLine {
  line: number;
  email: string;
  name: string;
  company: string;
  message: string;
  roleName: string;
  wholeAccount: boolean;
  groupNames: string[];
  endsAt: Date | null;
  secondFactorRequired: boolean;
}

export interface PeopleProblem {
  line: number;
  /** the column's heading; empty: the line as a whole */
  field: string;
  /** as it stands in the file */
  value: string;
  problem: string;
}

/** Checks what lines say by themselves and beside each other. A line with a problem is still looked at as a whole. */
export function checkLines(
  rows: readonly PersonRow[],
  now: Date,
): { lines: PersonLine[]; problems: PeopleProblem[] } {
  const problems: PeopleProblem[] = [];
  const earlier = new Map<string, number>();
  const lines = rows.flatMap((row): PersonLine[] => {
    if (row.uneven) {
      problems.push({ line: row.line, field: "", value: "", problem: row.uneven });
      return [];
    }
    const wrong = (column: PeopleColumn, problem: string) =>
      problems.push(problemOf(row.line, column, row.cells[column] ?? "", problem));
    const read = <Output>(column: PeopleColumn, rule: z.ZodType<Output>): Output | undefined => {
      const answer = rule.safeParse(row.cells[column] ?? (column === "email" ? "" : undefined));
      if (!answer.success) wrong(column, answer.error.issues[0]?.message ?? "This cannot be used.");
      return answer.data;
    };
    const email = read("email", personInput.email) ?? "";
    const first = earlier.get(email);
    if (email && first !== undefined)
      wrong("email", `Line ${first.toLocaleString("en-GB")} has the same address.`);
    else if (email) earlier.set(email, row.line);
    const roleName = row.cells.role ?? "";
    if (!roleName) wrong("role", "Name the role this person gets.");
    return [
      {
        line: row.line,
        email,
        name: read("name", personInput.name) ?? "",
        company: read("company", personInput.company) ?? "",
        message: read("message", personInput.message) ?? "",
        roleName,
        ...whereOf(row.cells.groups ?? "", (problem) => wrong("groups", problem)),
        endsAt: untilOf(row.cells.until ?? "", now, (problem) => wrong("until", problem)),
        secondFactorRequired: yesOrNo(row.cells.second_factor ?? "", (problem) =>
          wrong("second_factor", problem),
        ),
      },
    ];
  });
  return { lines, problems };
}

export const problemOf = (
  line: number,
  column: PeopleColumn,
  value: string,
  problem: string,
): PeopleProblem => ({ line, field: columnWords[column], value: value.slice(0, 200), problem });

/** The groups by name, or the words for all of the account. An empty cell gives nothing, and never everything. */
function whereOf(cell: string, wrong: (problem: string) => void) {
  const names = cell
    .split(";")
    .map((name) => name.trim())
    .filter(Boolean);
  const byKey = new Map(names.map((name) => [name.toLowerCase(), name]));
  const whole = byKey.has(wholeAccountWords);
  if (names.length === 0) wrong(`Name at least one device group, or write ${wholeAccountWords}.`);
  else if (whole && byKey.size > 1) wrong(`Write either ${wholeAccountWords} or names of groups.`);
  else if (byKey.size > mostGroupsOfPerson) wrong(`At most ${mostGroupsOfPerson} groups for one person.`);
  return {
    wholeAccount: whole,
    groupNames: whole || byKey.size > mostGroupsOfPerson ? [] : [...byKey.values()],
  };
}

/** The end of that day in UTC, because a file knows no other zone. */
function untilOf(cell: string, now: Date, wrong: (problem: string) => void): Date | null {
  if (!cell) return null;
  const at = new Date(`${cell}T23:59:59Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(cell) || at.toJSON()?.slice(0, 10) !== cell) {
    wrong("Write the last day as 2026-12-31, or leave it empty for no end.");
    return null;
  }
  if (at <= now) wrong("This day has passed already.");
  return at;
}

function yesOrNo(cell: string, wrong: (problem: string) => void): boolean {
  const word = cell.toLowerCase();
  if (!["", "yes", "no"].includes(word)) wrong("Write yes or no, or leave it empty for no.");
  return word === "yes";
}
