import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";

export interface Loss {
  grantId: string;
  membershipId: string;
  member: string;
  role: string;
  /** devices on which this person has this role only through the group */
  devices: number;
  /** the grant names no other group, so it ends */
  ends: boolean;
}

/** The living grants that name a group, with where each person has the same role besides. */
export function grantsThrough(db: AccountReader, accountId: string, groupNo: number, now: Date) {
  return db
    .selectFrom("role_grant_group as gg")
    .innerJoin("role_grant as g", (join) =>
      join.onRef("g.account_id", "=", "gg.account_id").onRef("g.id", "=", "gg.grant_id"),
    )
    .innerJoin("membership as m", (join) =>
      join.onRef("m.account_id", "=", "g.account_id").onRef("m.id", "=", "g.membership_id"),
    )
    .innerJoin("role as r", (join) =>
      join.onRef("r.account_id", "=", "g.account_id").onRef("r.id", "=", "g.role_id"),
    )
    .where("gg.account_id", "=", accountId)
    .where("gg.group_no", "=", groupNo)
    .where("g.revoked_at", "is", null)
    .where((eb) => eb.or([eb("g.ends_at", "is", null), eb("g.ends_at", ">", now)]))
    .where("m.removed_at", "is", null)
    .orderBy("m.name")
    .orderBy("r.name")
    .orderBy("g.id")
    .select(["g.id as grantId", "g.membership_id as membershipId", "m.name as member", "r.name as role"])
    .select([
      // every group this person has this role in by any living grant, this group aside; null: in the whole account
      sql<number[] | null>`case when exists (
        select from role_grant o where o.account_id = ${accountId} and o.membership_id = g.membership_id
          and o.role_id = g.role_id and o.revoked_at is null and o.whole_account
          and (o.ends_at is null or o.ends_at > ${now}))
        then null else array(
          select distinct og.group_no from role_grant o
          join role_grant_group og on og.account_id = o.account_id and og.grant_id = o.id
          where o.account_id = ${accountId} and o.membership_id = g.membership_id and o.role_id = g.role_id
            and o.revoked_at is null and (o.ends_at is null or o.ends_at > ${now}) and og.group_no <> ${groupNo}
          order by og.group_no) end`.as("elsewhere"),
      sql<boolean>`not exists (
        select from role_grant_group og where og.account_id = ${accountId} and og.grant_id = g.id
          and og.group_no <> ${groupNo})`.as("ends"),
    ])
    .execute();
}

/** Who would lose this role on how many devices if the group were no more: one line per living grant that names it. */
export async function lossesThrough(
  db: AccountReader,
  accountId: string,
  groupNo: number,
  now: Date,
): Promise<Loss[]> {
  const grants = await grantsThrough(db, accountId, groupNo, now);
  const counted = new Map<string, number>();
  for (const { elsewhere } of grants) {
    const key = JSON.stringify(elsewhere);
    if (!counted.has(key)) counted.set(key, await countOnlyHere(db, accountId, groupNo, elsewhere));
  }
  return grants.map(({ elsewhere, ...grant }) => ({
    ...grant,
    devices: counted.get(JSON.stringify(elsewhere)) ?? 0,
  }));
}

async function countOnlyHere(
  db: AccountReader,
  accountId: string,
  groupNo: number,
  elsewhere: readonly number[] | null,
): Promise<number> {
  if (elsewhere === null) return 0;
  const { count } = await db
    .selectFrom("device_group_member as m")
    .where("m.account_id", "=", accountId)
    .where("m.group_no", "=", groupNo)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("device_group_member as o")
            .where("o.account_id", "=", accountId)
            .whereRef("o.device_id", "=", "m.device_id")
            .where(sql<boolean>`o.group_no = any(${elsewhere}::int[])`)
            .select("o.device_id"),
        ),
      ),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}
