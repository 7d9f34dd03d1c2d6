import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";

/** Where something is held after a change, and where it was before: what is in the first and not in the second changed. */
export interface Widening {
  after: Scope;
  before: Scope;
}

/** Devices that are in just the same groups. */
interface Alike {
  groups: readonly number[];
  n: number;
}

/**
 * For each set of changes: on how many devices at least one of them tells. The devices that matter are read once, counted
 * by the groups they are in; what a change means for each such kind is then a matter of comparing numbers.
 */
export async function countChangedDevices(
  db: AccountReader,
  account: string,
  sets: readonly (readonly Widening[])[],
): Promise<number[]> {
  const different = sets.map((set) => [
    ...new Map(
      set.flatMap((each) => (each.before === "all" ? [] : [[JSON.stringify(each), toTest(each)] as const])),
    ).values(),
  ]);
  const all = different.flat();
  const kinds = await readKinds(db, account, [...new Set(all.flatMap(({ touched }) => touched))]);
  const total = all.some(({ everywhere }) => everywhere) ? await countAll(db) : 0;
  return different.map((tests) => {
    const changed = (kind: Alike) => tests.some((test) => test.changes(kind.groups));
    const sum = (of: readonly Alike[]) => of.reduce((n, kind) => n + kind.n, 0);
    return tests.some(({ everywhere }) => everywhere)
      ? total - sum(kinds.filter((kind) => !changed(kind)))
      : sum(kinds.filter(changed));
  });
}

function toTest({ after, before }: Widening) {
  const [has, had] = [after === "all" ? null : new Set(after), new Set(before === "all" ? [] : before)];
  return {
    everywhere: has === null,
    /** groups outside of which the change tells everywhere, or nowhere */
    touched: has === null ? [...had] : [...has].filter((no) => !had.has(no)),
    changes: (groups: readonly number[]) =>
      !groups.some((no) => had.has(no)) && (has === null || groups.some((no) => has.has(no))),
  };
}

async function readKinds(db: AccountReader, account: string, groups: readonly number[]): Promise<Alike[]> {
  if (groups.length === 0) return [];
  const { rows } = await sql<Alike>`
    select d.groups, count(*) as n from device d
    where d.account_id = ${account} and d.id in (
      select m.device_id from device_group_member m
      where m.account_id = ${account} and m.group_no = any(${[...groups]}::int[]))
    group by d.groups
  `.execute(db);
  return rows;
}

async function countAll(db: AccountReader): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count_devices_in_scope() as n`.execute(db);
  return rows[0]?.n ?? 0;
}
