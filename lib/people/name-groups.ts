import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { covers } from "@/lib/access/scope";

interface Named {
  groups: { id: string; name: string }[];
  /** groups that are meant too and that the reader may not see */
  hiddenGroups: number;
}

/** The groups behind these numbers, for a reader who learns of those she does not see only how many they are. */
export async function nameGroups(
  db: AccountReader | AccountDb,
  reader: Member,
  groupNos: readonly number[],
): Promise<(nos: readonly number[]) => Named> {
  const wanted = [...new Set(groupNos)];
  const { rows } =
    wanted.length === 0
      ? { rows: [] }
      : await sql<{ id: string; no: number; name: string }>`
          select id, group_no as no, name from device_group
          where account_id = ${reader.account.id} and group_no = any(${wanted}::int[]) order by name_key
        `.execute(db);
  const seen = rows.filter((group) => covers(reader.scopes.get("group.view"), [group.no]));
  return (nos) => {
    const groups = seen.filter((group) => nos.includes(group.no)).map(({ id, name }) => ({ id, name }));
    return { groups, hiddenGroups: new Set(nos).size - groups.length };
  };
}
