import { sql } from "kysely";
import { z } from "zod";
import type { AccountDb } from "@/db/scoped";
import { lockRules } from "@/lib/groups/hold-access";
import { holdGroup } from "@/lib/groups/hold-group";
import { syncGroups } from "@/lib/groups/sync-groups";
import { invalid } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertStillHolds, endSessionsWithoutGrant, lockAccess, voidMetRequests } from "@/lib/people/public";

/**
 * Deletes a group, and with it every right that was given through it. Its devices stay. Grants and open invitations
 * that name no other group end, because they would reach nothing; with them the sessions of whoever has no grant left.
 */
export const deleteGroup = command({
  name: "group.delete",
  permission: "group.manage",
  input: z.object({ groupId: z.uuid(), confirmation: z.string() }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run(context, { groupId, confirmation }) {
    const { db, actor, now, audit, publish } = context;
    const account = actor.account.id;
    await lockAccess(db, account);
    await assertStillHolds(db, actor, now, "group.manage");
    await lockRules(db, account);
    const group = await holdGroup(db, account, groupId, "change");
    if (confirmation.trim() !== group.name)
      throw invalid("The name does not match, so nothing was done.", { confirmation: `Type ${group.name}` });

    const devices = await db
      .selectFrom("device_group_member as m")
      .innerJoin("device as d", (join) =>
        join.onRef("d.account_id", "=", "m.account_id").onRef("d.id", "=", "m.device_id"),
      )
      .where("m.account_id", "=", account)
      .where("m.group_no", "=", group.no)
      .select(["d.id", "d.groups"])
      .execute();
    const grants = await endGrants(db, account, group.no, now);
    const invitations = await endInvitations(db, account, group.no, now);
    await db.deleteFrom("device_group").where("account_id", "=", account).where("id", "=", groupId).execute();
    await syncGroups(
      db,
      devices.map((device) => device.id),
      [],
    );

    for (const membershipId of new Set(grants.map((grant) => grant.membershipId))) {
      await voidMetRequests(context, membershipId);
      await endSessionsWithoutGrant(db, membershipId);
    }

    const target = { kind: "group", id: groupId, label: group.name } as const;
    audit("group.deleted", {
      target,
      count: devices.length,
      before: {
        name: group.name,
        description: group.description,
        ...(group.ruleWords && { rule: group.ruleWords }),
      },
    });
    const reason = `The group ${group.name} was deleted.`;
    for (const grant of grants)
      audit("grant.revoked", { target: { kind: "grant", id: grant.id, label: grant.name }, reason });
    for (const { id, email } of invitations)
      audit("invitation.revoked", { target: { kind: "invitation", id, label: email }, reason });
    publish({ topic: "groups" });
    publish({ topic: "access" });
    publish({ topic: "people" });
    if (devices.length > 0) publish({ topic: "devices", devices });
    return { id: groupId, devices: devices.length };
  },
});

function endGrants(db: AccountDb, accountId: string, groupNo: number, now: Date) {
  return db
    .updateTable("role_grant as g")
    .from("membership as m")
    .set({ revoked_at: now })
    .where("g.account_id", "=", accountId)
    .where("m.account_id", "=", accountId)
    .whereRef("m.id", "=", "g.membership_id")
    .where("g.revoked_at", "is", null)
    .where("g.whole_account", "=", false)
    .where(
      sql<boolean>`g.id in (select gg.grant_id from role_grant_group gg
        where gg.account_id = ${accountId} and gg.group_no = ${groupNo})`,
    )
    .where(
      sql<boolean>`not exists (select from role_grant_group o
        where o.account_id = ${accountId} and o.grant_id = g.id and o.group_no <> ${groupNo})`,
    )
    .returning(["g.id", "m.name", "m.id as membershipId"])
    .execute();
}

function endInvitations(db: AccountDb, accountId: string, groupNo: number, now: Date) {
  return db
    .updateTable("invitation")
    .set({ revoked_at: now })
    .where("account_id", "=", accountId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("whole_account", "=", false)
    .where(sql<boolean>`group_nos = array[${groupNo}]::int[]`)
    .returning(["id", "email"])
    .execute();
}
