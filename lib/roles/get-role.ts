import { z } from "zod";
import { type Permission, permissions } from "@/lib/access/permissions";
import { describeRole, permissionsOfRole } from "@/lib/access/roles";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** One role and every permission there is, with whether the role has it. */
export const getRole = query({
  name: "role.get",
  permission: "member.view",
  input: z.object({ roleId: z.uuid() }),
  target: ({ roleId }) => ({ kind: "role", id: roleId }),
  async run({ db, actor }, { roleId }) {
    const row = await db
      .selectFrom("role")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", roleId)
      .select(["id", "name", "description", "built_in", "permissions", "version", "deleted_at"])
      .executeTakeFirst();
    if (!row) throw new Missing("role", [roleId]);
    const held = new Set(permissionsOfRole(row));
    return {
      id: row.id,
      name: row.name,
      description: describeRole(row),
      builtIn: row.built_in !== null,
      version: row.version,
      deletedAt: row.deleted_at?.toISOString() ?? null,
      permissions: (Object.keys(permissions) as Permission[]).map((key) => ({
        key,
        ...permissions[key],
        held: held.has(key),
      })),
    };
  },
});
