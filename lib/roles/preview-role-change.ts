import { z } from "zod";
import { permissions } from "@/lib/access/permissions";
import { query } from "@/lib/operation/operation";
import { findRole } from "@/lib/people/public";
import { findReach } from "@/lib/roles/find-reach";
import { foresee } from "@/lib/roles/foresee";
import { findLacking } from "@/lib/roles/lacking";
import { permissionsInput } from "@/lib/roles/role-input";

/** Who would gain and lose what, on how many devices, if the role gave these permissions. */
export const previewRoleChange = query({
  name: "role.preview_change",
  permission: "role.manage",
  input: z.object({ roleId: z.uuid(), permissions: permissionsInput }),
  target: ({ roleId }) => ({ kind: "role", id: roleId }),
  async run({ db, actor, now }, { roleId, permissions: after }) {
    const role = await findRole(db, actor.account.id, roleId);
    const reach = await findReach(db, actor.account.id, roleId, now, "look");
    const added = after.filter((permission) => !role.permissions.includes(permission));
    const lacking = await findLacking(db, actor, now, added, reach);
    return {
      ...(await foresee(db, actor, now, { id: roleId, before: role.permissions, after }, reach)),
      /** what the actor does not hold wherever the role is given, and therefore cannot add */
      lacking: lacking.map((permission) => permissions[permission].label),
    };
  },
});
