import { type AccountDb, writeInScope } from "@/db/scoped";
import { builtInRoles } from "@/lib/access/roles";
import { figuresOf } from "@/lib/advice/find-advice";
import { readFacts } from "@/lib/advice/read-facts";
import type { SeededAccount } from "./seed-account";

const day = 86_400_000;
const days = 120;

/** What each person of the demonstration did lately: the rest of what they hold is what the advisor talks about. */
const habits: Record<string, { permissions: readonly string[]; groups?: readonly string[] }> = {
  "ana@northwind.example": {
    permissions: [
      "device.view",
      "group.view",
      "usage.view",
      "member.view",
      "member.invite",
      "grant.manage",
      "audit.view",
    ],
  },
  "lena@northwind.example": { permissions: ["device.view", "group.view", "usage.view", "device.suspend"] },
  "tom@becker.example": {
    permissions: ["device.view", "group.view", "usage.view", "device.suspend", "device.activate"],
    groups: ["Pump stations", "Cranes"],
  },
  "priya@northwind.example": { permissions: builtInRoles.auditor.permissions },
  "mika@harbour.example": { permissions: ["device.view", "group.view", "member.view"] },
};

/** As if the demonstration had been running for some months: since when things are held, used, and how the numbers went. */
export async function seedUseHistory(accounts: ReadonlyMap<string, SeededAccount>): Promise<void> {
  for (const account of accounts.values())
    await writeInScope({ accountId: account.id, groups: "all", membershipId: null }, async (db) => {
      await holdSinceLong(db, account.id);
      await useALittle(db, account);
      const figures = figuresOf(await readFacts(db, account.id, new Date()));
      await db
        .insertInto("account_figure")
        .values(
          Array.from({ length: days }, (_, index) => ({
            day: new Date(Date.now() - (days - index) * day).toISOString().slice(0, 10),
            members: figures.members,
            elevated_holders: Math.min(figures.members, figures.elevatedHolders + (index < 50 ? 1 : 0)),
            without_factor: figures.withoutFactor,
            unused_permissions: figures.unusedPermissions + Math.max(0, 24 - Math.floor(index / 4)),
          })),
        )
        .execute();
    });
}

async function holdSinceLong(db: AccountDb, account: string): Promise<void> {
  const grants = await db
    .selectFrom("role_grant as g")
    .innerJoin("role as r", (join) =>
      join.onRef("r.account_id", "=", "g.account_id").onRef("r.id", "=", "g.role_id"),
    )
    .leftJoin("role_grant_group as gg", (join) =>
      join.onRef("gg.account_id", "=", "g.account_id").onRef("gg.grant_id", "=", "g.id"),
    )
    .where("g.account_id", "=", account)
    .groupBy(["g.id", "g.whole_account", "r.built_in", "r.permissions"])
    .select(({ fn }) => [
      "g.id",
      "g.whole_account",
      "r.built_in",
      "r.permissions",
      fn.agg<number[]>("array_agg", ["gg.group_no"]).as("groups"),
    ])
    .execute();
  const since = new Date(Date.now() - days * day);
  await db
    .insertInto("grant_holding")
    .values(
      grants.map((grant) => ({
        grant_id: grant.id,
        whole_account: grant.whole_account,
        group_nos: grant.groups.filter((no) => no !== null).toSorted((one, other) => one - other),
        reach_since: since,
        permissions_since: JSON.stringify(
          Object.fromEntries(
            (grant.built_in
              ? builtInRoles[grant.built_in as keyof typeof builtInRoles].permissions
              : grant.permissions
            ).map((permission) => [permission, since.toISOString()]),
          ),
        ),
      })),
    )
    .execute();
}

async function useALittle(db: AccountDb, account: SeededAccount): Promise<void> {
  const members = await db
    .selectFrom("membership")
    .where("account_id", "=", account.id)
    .select(["id", "email"])
    .execute();
  const rows = members.flatMap(({ id, email }) => {
    const habit = habits[email];
    const nos = (habit?.groups ?? []).flatMap((name) => account.groups.get(name) ?? []);
    return (habit?.permissions ?? []).flatMap((permission) =>
      (nos.length > 0 ? nos : [0]).map((group_no) => ({
        membership_id: id,
        permission,
        group_no,
        last_used_at: new Date(Date.now() - 2 * day),
      })),
    );
  });
  for (const { id, email } of members)
    await db
      .updateTable("membership")
      .set({ last_seen_at: new Date(Date.now() - (habits[email] ? 2 : 100) * day) })
      .where("account_id", "=", account.id)
      .where("id", "=", id)
      .execute();
  if (rows.length === 0) return;
  await db.insertInto("permission_last_use").values(rows).execute();
  await db
    .insertInto("permission_use")
    .values(rows.map((row) => ({ ...row, day: row.last_used_at.toISOString().slice(0, 10), uses: 7 })))
    .execute();
}
