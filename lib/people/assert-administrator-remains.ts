import type { AccountDb } from "@/db/scoped";
import { conflict } from "@/lib/kernel/errors";

/**
 * After a change to an administrator's grant: somebody must still hold the administrator role for the whole account,
 * now and without an end. lockAccess makes sure that nobody else is taking the other one away meanwhile.
 */
export async function assertAdministratorRemains(
  db: AccountDb,
  accountId: string,
  administratorRoleId: string,
  now: Date,
): Promise<void> {
  const remaining = await db
    .selectFrom("role_grant as g")
    .innerJoin("membership as m", (join) =>
      join.onRef("m.account_id", "=", "g.account_id").onRef("m.id", "=", "g.membership_id"),
    )
    .where("g.account_id", "=", accountId)
    .where("g.role_id", "=", administratorRoleId)
    .where("g.whole_account", "=", true)
    .where("g.revoked_at", "is", null)
    .where("g.ends_at", "is", null)
    .where((eb) => eb.or([eb("g.starts_at", "is", null), eb("g.starts_at", "<=", now)]))
    .where("m.removed_at", "is", null)
    .select("g.id")
    .limit(1)
    .executeTakeFirst();
  if (!remaining)
    throw conflict(
      "This would leave the account without an administrator. Make somebody else an administrator of the whole account, without an end date, first.",
    );
}
