import {
  type DeviceKind,
  deviceKinds,
  deviceLabel,
  deviceNote,
  type Identifiers,
  identifierWords,
  readIdentifiers,
} from "@/lib/devices/public";
import { columnWords, type ImportColumn, mostGroupsOfDevice } from "@/lib/imports/columns";
import type { ImportRow } from "@/lib/imports/read-rows";

export interface CheckedDevice {
  line: number;
  kind: DeviceKind;
  label: string;
  note: string;
  identifiers: Identifiers;
  groupNames: string[];
}

export interface ImportProblem {
  line: number;
  field: string;
  value: string;
  problem: string;
}

/** Those that no two devices of an account share. */
export const uniqueIdentifiers = ["iccid", "imsi", "msisdn", "devEui"] as const;

/**
 * Checks rows one after the other, remembering what earlier ones had. A row of no kind gives no device; one that is
 * wrong otherwise still does, so that the rest of it is looked at as well.
 */
export function rowChecker() {
  const seen = new Map<string, number>();

  return function check(row: ImportRow): { device: CheckedDevice | null; problems: ImportProblem[] } {
    const problems: ImportProblem[] = [];
    const wrong = (column: ImportColumn, problem: string) =>
      problems.push({
        line: row.line,
        field: columnWords[column],
        value: (row.cells[column] ?? "").slice(0, 200),
        problem,
      });
    if (row.uneven) {
      problems.push({ line: row.line, field: "", value: "", problem: row.uneven });
      return { device: null, problems };
    }
    const { label = "", note = "", groups = "", ...typed } = row.cells;
    const kind = deviceKinds.find((word) => word === row.cells.kind?.toLowerCase());
    if (!kind) wrong("kind", `The kind is one of ${deviceKinds.join(", ")}.`);
    for (const [column, rule, text] of [
      ["label", deviceLabel, label],
      ["note", deviceNote, note],
    ] as const) {
      const read = rule.safeParse(text);
      if (!read.success) wrong(column, read.error.issues[0]?.message ?? "This cannot be used.");
    }
    if (!kind) return { device: null, problems };

    const read = readIdentifiers(kind, typed);
    for (const [name, problem] of Object.entries(read.problems))
      wrong(name as keyof Identifiers, problem ?? "");
    for (const name of uniqueIdentifiers) {
      const value = read.identifiers[name];
      if (!value) continue;
      const earlier = seen.get(`${name} ${value}`);
      if (earlier === undefined) seen.set(`${name} ${value}`, row.line);
      else wrong(name, `Line ${earlier.toLocaleString("en-GB")} has the same ${identifierWords[name]}.`);
    }
    const groupNames = [
      ...new Set(
        groups
          .split(/[|;]/)
          .map((name) => name.trim())
          .filter(Boolean),
      ),
    ];
    if (groupNames.length > mostGroupsOfDevice) {
      wrong("groups", `A device is put into at most ${mostGroupsOfDevice} groups at once.`);
      groupNames.length = 0;
    }
    return {
      device: { line: row.line, kind, label, note, identifiers: read.identifiers, groupNames },
      problems,
    };
  };
}
