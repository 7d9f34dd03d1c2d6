import { type RawBuilder, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";

/** Where something is held after a change, and where it was before: what is in the first and not in the second changed. */
export interface Widening {
  after: Scope;
  before: Scope;
}

export const keyOf = ({ after, before }: Widening) => JSON.stringify([after, before]);

/** On how many devices at least one of these changes tells. before lies within after. */
export async function countChangedDevices(
  db: AccountReader,
  account: string,
  widenings: readonly Widening[],
): Promise<number> {
  const different = [...new Map(widenings.map((each) => [keyOf(each), each])).values()];
  const limited = different.flatMap(({ after, before }) =>
    after === "all" || before === "all" ? [] : [inFirstOnly(account, after, before)],
  );
  const wide = different.filter(({ after, before }) => after === "all" && before !== "all");
  const part = limited.length > 0 ? sql.join(limited, sql` union `) : null;
  if (wide.length === 0)
    return part ? count(db, sql`select count(*) as n from (${part}) devices`) : Promise.resolve(0);

  const total = await count(db, sql`select count_devices_in_scope() as n`);
  // of the whole account all changed but those that each of the changes finds held already
  const before = wide.map((each) => (each.before === "all" ? [] : each.before));
  if (before.some((groups) => groups.length === 0)) return total;
  const untouched = sql.join(
    before.map((groups) => inGroups(account, groups)),
    sql` intersect `,
  );
  return (
    total -
    (await count(
      db,
      sql`select count(*) as n from ((${untouched}) ${part ? sql`except (${part})` : sql``}) devices`,
    ))
  );
}

const inGroups = (account: string, groups: readonly number[]): RawBuilder<unknown> => sql`(
  select m.device_id from device_group_member m
  where m.account_id = ${account} and m.group_no = any(${[...groups]}::int[]))`;

const inFirstOnly = (account: string, first: readonly number[], second: readonly number[]) =>
  second.length === 0
    ? inGroups(account, first)
    : sql`(${inGroups(account, first)} except ${inGroups(account, second)})`;

async function count(db: AccountReader, statement: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`${statement}`.execute(db);
  return rows[0]?.n ?? 0;
}
