import { z } from "zod";
import { permissions } from "@/lib/access/permissions";
import { query } from "@/lib/operation/operation";
import { findRole } from "@/lib/people/public";
import { findReach } from "@/lib/roles/find-reach";
import { foresee } from "@/lib/roles/foresee";
import { findLacking } from "@/lib/roles/lacking";

/** Whether a role is used, and what would become of everybody who has it if another one took its place. */
export const previewRoleDeletion = query({
  name: "role.preview_deletion",
  permission: "role.manage",
  input: z.object({ roleId: z.uuid(), replacementId: z.uuid().nullable().default(null) }),
  target: ({ roleId }) => ({ kind: "role", id: roleId }),
  async run({ db, actor, now }, { roleId, replacementId }) {
    const role = await findRole(db, actor.account.id, roleId);
    const replacement = replacementId === null ? null : await findRole(db, actor.account.id, replacementId);
    const reach = await findReach(db, actor.account.id, roleId, now, "look");
    const after = replacement?.permissions ?? [];
    const added = after.filter((permission) => !role.permissions.includes(permission));
    const lacking = reach.length > 0 ? await findLacking(db, actor, now, added, reach) : [];
    const grants = reach.filter(({ kind }) => kind === "grant").length;
    return {
      grants,
      invitations: reach.length - grants,
      effect: replacement
        ? await foresee(db, actor, now, { id: roleId, before: role.permissions, after }, reach)
        : null,
      /** what the other role gives beyond this one and the actor does not hold wherever it would be given */
      lacking: lacking.map((permission) => permissions[permission].label),
    };
  },
});
