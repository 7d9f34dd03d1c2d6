import type { AccountDb } from "@/db/scoped";
import { permissionsOfRole } from "@/lib/access/roles";
import { conflict, Missing } from "@/lib/kernel/errors";

/**
 * A role of the account's own, held until the transaction ends. version is the one the actor looked at. Held weakly enough
 * for somebody to accept an invitation into it meanwhile, whom findReach then waits for.
 */
export async function lockRole(db: AccountDb, accountId: string, roleId: string, version: number) {
  const role = await db
    .selectFrom("role")
    .where("account_id", "=", accountId)
    .where("id", "=", roleId)
    .select(["id", "name", "description", "built_in", "permissions", "version", "deleted_at"])
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!role) throw new Missing("role", [roleId]);
  if (role.built_in !== null)
    throw conflict(
      "A built-in role stays as it is. Create a role from it, and change that one to what you need.",
    );
  if (role.deleted_at) throw conflict(`The role ${role.name} was deleted already.`);
  if (role.version !== version)
    throw conflict("Somebody changed this role since you looked at it. Look again, then repeat your change.");
  return { ...role, permissions: permissionsOfRole(role) };
}
