import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeGroup,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { deleteGroup } from "@/lib/groups/delete-group";
import { previewGroupDeletion } from "@/lib/groups/preview-group-deletion";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { removeMember } from "@/lib/people/remove-member";
import { requestAccess } from "@/lib/people/request-access";

let account: TestAccount;
let administrator: Member;

beforeAll(async () => {
  account = await makeAccount("deleting-takes");
  administrator = await makeAdministrator(account);
});

async function openSession(userId: string): Promise<string> {
  const id = newId();
  await asSuperuser(
    `insert into session (id, user_id, token_hash, expires_at, complete, accounts)
     values ($1, $2, sha256($1::uuid::text::bytea), now() + interval '1 day', true, $3)`,
    [id, userId, [account.id]],
  );
  return id;
}
const isOpen = async (sessionId: string) =>
  (await asSuperuser("select 1 from session where id = $1 and revoked_at is null", [sessionId])).length > 0;

describe("deleting a group, which ends grants", () => {
  it("ends the sessions of whoever has no grant left, and of nobody else", async () => {
    const [gone, stays] = [await makeGroup(account, "Gone"), await makeGroup(account, "Stays")];
    const loser = await makeMember(account, ["device.view"], [gone.no]);
    const keeper = await makeMember(account, ["device.view"], [gone.no, stays.no]);
    const [ofLoser, ofKeeper] = [await openSession(loser.userId), await openSession(keeper.userId)];
    await perform(administrator, deleteGroup, { groupId: gone.id, confirmation: "Gone" });
    expect([await isOpen(ofLoser), await isOpen(ofKeeper)]).toEqual([false, true]);
  });

  it("closes what was asked about a grant that ended with it", async () => {
    const group = await makeGroup(account, "Asked about");
    const asker = await makeMember(account, ["device.view"], [group.no]);
    const [grant] = await asSuperuser<{ id: string }>(
      "update role_grant set ends_at = now() + interval '2 days' where membership_id = $1 returning id",
      [asker.membershipId],
    );
    const { id } = await perform(asker, requestAccess, {
      kind: "extension",
      grantId: grant?.id ?? "",
      until: new Date(Date.now() + 9 * 86_400_000).toISOString(),
      reason: "The work takes longer.",
    });
    await perform(administrator, deleteGroup, { groupId: group.id, confirmation: "Asked about" });
    expect(await asSuperuser("select outcome from access_request where id = $1", [id])).toEqual([
      { outcome: "void" },
    ]);
  });

  it("is refused to whom it was taken from after the request began", async () => {
    const group = await makeGroup(account, "Kept");
    const holder = await makeMember(account, ["device.view"], [group.no]);
    const dismissed = await makeAdministrator(account);
    await perform(administrator, removeMember, { memberId: dismissed.membershipId });
    await expect(
      perform(dismissed, deleteGroup, { groupId: group.id, confirmation: "Kept" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(
      await asSuperuser("select 1 from role_grant where membership_id = $1 and revoked_at is null", [
        holder.membershipId,
      ]),
    ).toHaveLength(1);
  });

  it("is foreseen without names by who may not see members", async () => {
    const group = await makeGroup(account, "Foreseen");
    await makeMember(account, ["device.view"], [group.no]);
    await asSuperuser(
      `insert into invitation (account_id, id, email, role_id, whole_account, group_nos, token_hash, created_by_label, expires_at)
       values ($1, $2, 'unseen@example.test', $3, false, array[$4::int], sha256($2::uuid::text::bytea), 'x', now() + interval '1 day')`,
      [account.id, newId(), account.roles.technician, group.no],
    );
    const full = await perform(administrator, previewGroupDeletion, { groupId: group.id });
    expect(full).toMatchObject({ losses: [{}], invitations: [{}], hidden: { losses: 0, invitations: 0 } });
    const blind = await makeMember(account, ["group.manage", "group.view", "device.view"]);
    expect(await perform(blind, previewGroupDeletion, { groupId: group.id })).toMatchObject({
      losses: [],
      invitations: [],
      hidden: { losses: 1, invitations: 1 },
    });
  });
});
