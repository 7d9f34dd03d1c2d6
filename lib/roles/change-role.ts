import { z } from "zod";
import { type Permission, permissions } from "@/lib/access/permissions";
import { invalid } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertStillHolds, lockAccess } from "@/lib/people/public";
import { assertNameFree } from "@/lib/roles/assert-name-free";
import { findReach } from "@/lib/roles/find-reach";
import { assertMayAdd } from "@/lib/roles/lacking";
import { lockRole } from "@/lib/roles/lock-role";
import { recordVersion } from "@/lib/roles/record-version";
import { roleInput } from "@/lib/roles/role-input";
import { takeBackFromHolders } from "@/lib/roles/take-back-from-holders";

const say = (keys: readonly Permission[]) => keys.map((key) => permissions[key].label);

/**
 * Changes what a role is called and what it gives, for everybody who has it, with their next request. Taking a permission
 * out needs only the permission to; what is added, the actor must hold wherever the role is given.
 */
export const changeRole = command({
  name: "role.change",
  permission: "role.manage",
  input: z.object({ roleId: z.uuid(), version: z.int(), ...roleInput }),
  target: ({ roleId }) => ({ kind: "role", id: roleId }),
  async run(context, { roleId, ...input }) {
    const { db, actor, now, audit, publish } = context;
    await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "role.manage");
    const role = await lockRole(db, actor.account.id, roleId, input.version);
    const added = input.permissions.filter((key) => !role.permissions.includes(key));
    const removed = role.permissions.filter((key) => !input.permissions.includes(key));
    const { name, description } = input;
    if (added.length + removed.length === 0 && name === role.name && description === role.description)
      throw invalid("Nothing was changed, so there is nothing to save.");
    await assertNameFree(db, actor.account.id, name, roleId);
    const reach = await findReach(db, actor.account.id, roleId, now, "hold");
    await assertMayAdd(db, actor, now, added, reach);

    const version = role.version + 1;
    await db
      .updateTable("role")
      .set({ name, description, permissions: input.permissions, version })
      .where("account_id", "=", actor.account.id)
      .where("id", "=", roleId)
      .execute();
    await recordVersion(db, actor, "changed", { ...input, id: roleId, version });
    if (removed.length > 0) await takeBackFromHolders(context, reach);
    audit("role.changed", {
      target: { kind: "role", id: roleId, label: name },
      before: { name: role.name, description: role.description },
      after: { name, description },
      added: say(added),
      removed: say(removed),
      count: new Set(reach.flatMap(({ membershipId }) => membershipId ?? [])).size,
      version,
    });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return { id: roleId, version };
  },
});
