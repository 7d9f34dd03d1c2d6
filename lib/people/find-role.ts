import type { AccountDb, AccountReader } from "@/db/scoped";
import { permissionsOfRole } from "@/lib/access/roles";
import { conflict, Missing } from "@/lib/kernel/errors";

/** A role of this account with what it gives. Throws Missing, or conflict for a deleted one. */
export async function findRole(db: AccountReader | AccountDb, accountId: string, roleId: string) {
  const role = await (db as AccountReader)
    .selectFrom("role")
    .where("account_id", "=", accountId)
    .where("id", "=", roleId)
    .select(["id", "name", "built_in", "permissions", "deleted_at"])
    .executeTakeFirst();
  if (!role) throw new Missing("role", [roleId]);
  if (role.deleted_at) throw conflict(`The role ${role.name} was deleted. Choose another one.`);
  return { id: role.id, name: role.name, builtIn: role.built_in, permissions: permissionsOfRole(role) };
}
