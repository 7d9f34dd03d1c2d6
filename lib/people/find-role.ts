import type { AccountDb, AccountReader } from "@/db/scoped";
import { permissionsOfRole } from "@/lib/access/roles";
import { Missing } from "@/lib/kernel/errors";

/** A role of this account with what it gives. Throws Missing; a deleted one is not there. */
export async function findRole(db: AccountReader | AccountDb, accountId: string, roleId: string) {
  const role = await (db as AccountReader)
    .selectFrom("role")
    .where("account_id", "=", accountId)
    .where("id", "=", roleId)
    .where("deleted_at", "is", null)
    .select(["id", "name", "built_in", "permissions"])
    .executeTakeFirst();
  if (!role) throw new Missing("role", [roleId]);
  return { id: role.id, name: role.name, builtIn: role.built_in, permissions: permissionsOfRole(role) };
}
