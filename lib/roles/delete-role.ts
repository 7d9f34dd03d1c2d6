import { z } from "zod";
import type { AccountDb } from "@/db/scoped";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertStillHolds, findRole, lockAccess } from "@/lib/people/public";
import { findReach } from "@/lib/roles/find-reach";
import { assertMayAdd } from "@/lib/roles/lacking";
import { lockRole } from "@/lib/roles/lock-role";
import { recordVersion } from "@/lib/roles/record-version";
import { takeBackFromHolders } from "@/lib/roles/take-back-from-holders";

/**
 * Deletes a role. One that is given to somebody needs another in its place: its grants and open invitations move there,
 * and what that one gives beyond it, the actor must hold wherever they reach.
 */
export const deleteRole = command({
  name: "role.delete",
  permission: "role.manage",
  input: z.object({ roleId: z.uuid(), version: z.int(), replacementId: z.uuid().nullable().default(null) }),
  target: ({ roleId }) => ({ kind: "role", id: roleId }),
  async run(context, { roleId, version, replacementId }) {
    const { db, actor, now, audit, publish } = context;
    const account = actor.account.id;
    await lockAccess(db, account);
    await assertStillHolds(db, actor, now, "role.manage");
    const role = await lockRole(db, account, roleId, version);
    if (replacementId === roleId) throw conflict("A role cannot take its own place. Choose another one.");
    const replacement = replacementId === null ? null : await findRole(db, account, replacementId);
    const reach = await findReach(db, account, roleId, now, "hold");
    if (reach.length > 0 && !replacement)
      throw conflict("This role is given to somebody. Choose the role that takes its place.");
    const given = replacement?.permissions ?? [];
    const added = given.filter((permission) => !role.permissions.includes(permission));
    if (reach.length > 0) await assertMayAdd(db, actor, now, added, reach);

    const grants = reach.filter(({ kind }) => kind === "grant");
    if (replacement) await moveTo(db, account, roleId, replacement.id, now);
    const forgotten = replacement ? [] : await forgetInvitations(db, account, roleId, now);
    await db
      .updateTable("role")
      // with nothing in it, whatever still names it gives nothing
      .set({ deleted_at: now, version: version + 1, permissions: [] })
      .where("account_id", "=", account)
      .where("id", "=", roleId)
      .execute();
    await recordVersion(db, actor, "deleted", { ...role, version: version + 1, replacedBy: replacementId });
    if (role.permissions.some((permission) => !given.includes(permission)))
      await takeBackFromHolders(context, reach);

    const reason = `The role ${role.name} was deleted.`;
    audit("role.deleted", {
      target: { kind: "role", id: roleId, label: role.name },
      count: reach.length,
      ...(replacement ? { replacement: replacement.name } : {}),
    });
    for (const grant of grants)
      audit("grant.changed", {
        target: { kind: "member", id: grant.membershipId ?? "", label: grant.name },
        grant: grant.id,
        reason,
        before: { role: role.name },
        after: { role: replacement?.name },
      });
    for (const { id, email } of forgotten)
      audit("invitation.revoked", { target: { kind: "invitation", id, label: email }, reason });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return { id: roleId, grants: grants.length, invitations: reach.length - grants.length };
  },
});

/** Every grant that is not over, and every invitation nobody has answered, those whose link has run out included. */
async function moveTo(db: AccountDb, account: string, from: string, to: string, now: Date): Promise<void> {
  await db
    .updateTable("invitation")
    .set({ role_id: to })
    .where("account_id", "=", account)
    .where("role_id", "=", from)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .execute();
  await db
    .updateTable("role_grant")
    .set((eb) => ({ role_id: to, version: eb("version", "+", 1) }))
    .where("account_id", "=", account)
    .where("role_id", "=", from)
    .where("revoked_at", "is", null)
    .where((eb) => eb.or([eb("ends_at", "is", null), eb("ends_at", ">", now)]))
    .execute();
}

/** Invitations of an unused role have all run out; sent again, they would name a role that is no more. */
function forgetInvitations(db: AccountDb, account: string, roleId: string, now: Date) {
  return db
    .updateTable("invitation")
    .set({ revoked_at: now })
    .where("account_id", "=", account)
    .where("role_id", "=", roleId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning(["id", "email"])
    .execute();
}
