import { z } from "zod";
import { permissions } from "@/lib/access/permissions";
import { builtInRoles, describeRole, permissionsOfRole } from "@/lib/access/roles";
import { query } from "@/lib/operation/operation";

/** The account's roles: the built-in ones first, as they are made for, then its own by name. */
export const listRoles = query({
  name: "role.list",
  permission: "member.view",
  input: z.object({}),
  async run({ db, actor }) {
    const rows = await db
      .selectFrom("role")
      .where("account_id", "=", actor.account.id)
      .where("deleted_at", "is", null)
      .select(["id", "name", "description", "built_in", "permissions"])
      .orderBy("name")
      .execute();
    const order = Object.keys(builtInRoles);
    const rank = (builtIn: string | null) => (builtIn === null ? order.length : order.indexOf(builtIn));
    return {
      roles: rows
        .toSorted((one, other) => rank(one.built_in) - rank(other.built_in))
        .map((row) => ({
          id: row.id,
          name: row.name,
          description: describeRole(row),
          builtIn: row.built_in !== null,
          permissions: permissionsOfRole(row).length,
          elevated: permissionsOfRole(row).filter((permission) => permissions[permission].elevated).length,
        })),
    };
  },
});
