import { z } from "zod";
import { type Permission, permissions } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** What a role was, state by state, newest first, with what each change did. */
export const listRoleVersions = query({
  name: "role.versions",
  permission: "member.view",
  input: z.object({ roleId: z.uuid() }),
  target: ({ roleId }) => ({ kind: "role", id: roleId }),
  async run({ db, actor }, { roleId }) {
    const role = await db
      .selectFrom("role")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", roleId)
      .select(["id", "name", "built_in", "deleted_at"])
      .executeTakeFirst();
    if (!role) throw new Missing("role", [roleId]);
    const rows = await db
      .selectFrom("role_version as v")
      .leftJoin("role as r", (join) =>
        join.onRef("r.account_id", "=", "v.account_id").onRef("r.id", "=", "v.replaced_by"),
      )
      .where("v.account_id", "=", actor.account.id)
      .where("v.role_id", "=", roleId)
      .orderBy("v.version", "desc")
      .select(["v.version", "v.change", "v.name", "v.description", "v.permissions"])
      .select(["v.changed_at", "v.changed_by_label", "r.name as replacement"])
      .limit(500)
      .execute();
    const states = rows.map((row) => ({
      ...row,
      permissions: permissionsOfRole({ built_in: null, permissions: row.permissions }),
    }));
    const label = (permission: Permission) => ({
      label: permissions[permission].label,
      elevated: permissions[permission].elevated,
    });
    return {
      role: {
        id: role.id,
        name: role.name,
        builtIn: role.built_in !== null,
        deleted: role.deleted_at !== null,
      },
      versions: states.map((state, index) => {
        const before = states[index + 1];
        return {
          version: state.version,
          change: state.change as "created" | "changed" | "deleted",
          at: state.changed_at.toISOString(),
          by: state.changed_by_label,
          name: state.name,
          nameBefore: before && before.name !== state.name ? before.name : null,
          description: state.description,
          descriptionBefore: before && before.description !== state.description ? before.description : null,
          added: state.permissions.filter((each) => !before?.permissions.includes(each)).map(label),
          removed: (before?.permissions ?? []).filter((each) => !state.permissions.includes(each)).map(label),
          permissions: state.permissions.length,
          replacement: state.replacement,
        };
      }),
    };
  },
});
