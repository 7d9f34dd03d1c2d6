import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { changeGrant } from "@/lib/people/change-grant";
import { extendGrant } from "@/lib/people/extend-grant";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { assignReviewers } from "@/lib/reviews/assign-reviewers";
import { cancelReview } from "@/lib/reviews/cancel-review";
import { countOwnItems } from "@/lib/reviews/count-own-items";
import { endGrant } from "@/lib/reviews/end-grant";
import { exportReport } from "@/lib/reviews/export-report";
import { getReport } from "@/lib/reviews/get-report";
import { getReview } from "@/lib/reviews/get-review";
import { handOverItems } from "@/lib/reviews/hand-over-items";
import { keepGrants } from "@/lib/reviews/keep-grants";
import { listReviewItems } from "@/lib/reviews/list-review-items";
import { listReviewers } from "@/lib/reviews/list-reviewers";
import { listReviews } from "@/lib/reviews/list-reviews";
import { narrowGrant } from "@/lib/reviews/narrow-grant";
import { previewReview } from "@/lib/reviews/preview-review";
import { signOffReview } from "@/lib/reviews/sign-off-review";
import { startReview } from "@/lib/reviews/start-review";
import { changeRole } from "@/lib/roles/change-role";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const reason = "Looked at it with the team";

let account: TestAccount;
let foreign: TestAccount;
let north: TestGroup;
let south: TestGroup;
let administrator: Member;
let reviewer: Member;
let stranger: Member;

beforeAll(async () => {
  account = await makeAccount("reviewing");
  foreign = await makeAccount("reviewing-foreign");
  [north, south] = [await makeGroup(account, "North"), await makeGroup(account, "South")];
  administrator = await makeAdministrator(account);
  reviewer = await makeMember(account, ["grant.manage", "member.view", "group.view"]);
  stranger = await makeAdministrator(foreign);
});

async function makeRole(permissions: Permission[]): Promise<string> {
  const id = newId();
  await asSuperuser(
    "insert into role (account_id, id, name, permissions) values ($1, $2, 'Role ' || $2::uuid::text, $3)",
    [account.id, id, permissions],
  );
  return id;
}

interface Held {
  holder: Member;
  grantId: string;
}

async function give(
  holder: Member,
  roleId: string,
  { groups, endsAt = null }: { groups?: TestGroup[]; endsAt?: string | null } = {},
): Promise<Held> {
  const grantId = newId();
  await asSuperuser(
    `insert into role_grant (account_id, id, membership_id, role_id, whole_account, ends_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [account.id, grantId, holder.membershipId, roleId, !groups, endsAt, administrator.membershipId],
  );
  for (const { no } of groups ?? [])
    await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
      account.id,
      grantId,
      no,
    ]);
  return { holder, grantId };
}

/** A running review of one role of its own, held by these people. */
async function review(
  held: { permissions?: Permission[]; groups?: TestGroup[]; endsAt?: string | null; holder?: Member }[] = [
    {},
  ],
  reviewers: Member[] = [reviewer],
) {
  const roleId = await makeRole(held[0]?.permissions ?? ["device.view", "device.terminate"]);
  const grants: Held[] = [];
  for (const { holder, ...given } of held)
    grants.push(await give(holder ?? (await makeMember(account, [])), roleId, given));
  const { id } = await perform(administrator, startReview, {
    title: "Every quarter",
    kind: "role",
    roleId,
    reviewerIds: reviewers.map(({ membershipId }) => membershipId),
    dueAt: inDays(20),
  });
  return { id, roleId, grants, items: await itemsOf(id) };
}

const itemsOf = async (reviewId: string, reader = reviewer) =>
  (await perform(reader, listReviewItems, { reviewId, limit: 200 })).items;

type Item = Awaited<ReturnType<typeof itemsOf>>[number];
const shown = ({ id, now }: Item) => ({
  itemId: id,
  grantVersion: now.grantVersion,
  roleVersion: now.roleVersion,
});
const first = <Thing>(things: readonly Thing[]): Thing => {
  if (things[0] === undefined) throw new Error("there is none");
  return things[0];
};
const grantRow = async (id: string) =>
  first(
    await asSuperuser<{ revoked_at: Date | null; ends_at: Date | null; version: number; role_id: string }>(
      "select revoked_at, ends_at, version, role_id from role_grant where id = $1",
      [id],
    ),
  );
const eventsOf = (action: string, grantId: string) =>
  asSuperuser<{ target_id: string; detail: Record<string, unknown> }>(
    "select target_id, detail from audit_event where action = $1 and detail->>'grant' = $2",
    [action, grantId],
  );

describe("starting a review", () => {
  it("takes who gives grants, of one's own account, for what is in sight there", async () => {
    const input = {
      title: "All",
      kind: "everybody" as const,
      reviewerIds: [reviewer.membershipId],
      dueAt: inDays(5),
    };
    const blind = await makeMember(account, ["grant.manage"]);
    const [outsider, plain] = [await makeMember(account, ["member.view"]), await makeMember(account, [])];
    await expect(perform(outsider, startReview, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      perform(administrator, startReview, { ...input, reviewerIds: [plain.membershipId] }),
    ).rejects.toMatchObject({ code: "invalid", fields: { reviewerIds: expect.any(String) } });
    await expect(
      perform(administrator, startReview, { ...input, reviewerIds: [blind.membershipId] }),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(
      perform(administrator, startReview, { ...input, reviewerIds: [stranger.membershipId] }),
    ).rejects.toMatchObject({ code: "not_found" });
    const far = await makeGroup(foreign, "Far");
    for (const subject of [
      { kind: "group" as const, groupId: far.id },
      { kind: "role" as const, roleId: foreign.roles.auditor },
    ])
      await expect(perform(administrator, startReview, { ...input, ...subject })).rejects.toMatchObject({
        code: "not_found",
      });
    await expect(perform(administrator, startReview, { ...input, dueAt: inDays(-1) })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("names nobody to who may not see members", async () => {
    const blind = await makeMember(account, ["grant.manage", "group.view"]);
    const kind = "everybody" as const;
    const full = await perform(administrator, previewReview, { kind });
    expect(full.some.length).toBeGreaterThan(0);
    expect(await perform(blind, previewReview, { kind })).toMatchObject({ people: full.people, some: [] });
    expect((await perform(blind, listReviewers, {})).reviewers).toEqual([]);
  });

  it("holds the grants that are meant, and none that is over", async () => {
    const roleId = await makeRole(["device.view"]);
    const people = await Promise.all([1, 2, 3].map(() => makeMember(account, [])));
    const [one, two, three] = people as [Member, Member, Member];
    const inNorth = await give(one, roleId, { groups: [north] });
    const everywhere = await give(two, roleId);
    const over = await give(three, roleId, { groups: [north], endsAt: inDays(-1) });
    const ids = async (subject: object) => {
      const { id } = await perform(administrator, startReview, {
        title: "x",
        reviewerIds: [reviewer.membershipId],
        dueAt: inDays(5),
        kind: "everybody",
        ...subject,
      });
      return (await itemsOf(id)).map(({ grantId }) => grantId);
    };
    const group = await ids({ kind: "group", groupId: north.id });
    expect(group).toContain(inNorth.grantId);
    expect(group).not.toContain(everywhere.grantId);
    expect(group).not.toContain(over.grantId);
    expect(await ids({ kind: "group", groupId: north.id, wholeAccountToo: true })).toContain(
      everywhere.grantId,
    );
    await asSuperuser("update membership set company = $2 where id = $1", [two.membershipId, "Fitters Ltd"]);
    await asSuperuser("update membership set company = upper($2) where id = $1", [
      one.membershipId,
      account.name,
    ]);
    const ending = await give(three, roleId, { endsAt: inDays(9) });
    const contractors = await ids({ kind: "contractors" });
    expect(contractors).toEqual(expect.arrayContaining([everywhere.grantId, ending.grantId]));
    expect(contractors).not.toContain(inNorth.grantId);
    expect((await perform(administrator, previewReview, { kind: "role", roleId })).grants).toBe(3);
  });

  it("shares the people evenly, and gives nobody their own grant while somebody else is there", () => {
    const members = ["a", "a", "a", "b", "c", "r1", "r2"];
    const assigned = assignReviewers(members, ["r1", "r2"]);
    expect(assigned.get("r1")).toBe("r2");
    expect(assigned.get("r2")).toBe("r1");
    const load = (of: string) => members.filter((member) => assigned.get(member) === of).length;
    expect(Math.abs(load("r1") - load("r2"))).toBeLessThanOrEqual(1);
    expect(assignReviewers(["r1"], ["r1"]).get("r1")).toBe("r1");
  });
});

describe("deciding", () => {
  it("keeps several with one reason and changes nothing, each recorded for its person and grant", async () => {
    const { id, grants, items } = await review([{}, {}, { groups: [north] }]);
    const before = await Promise.all(grants.map(({ grantId }) => grantRow(grantId)));
    await perform(reviewer, keepGrants, { reviewId: id, items: items.map(shown), reason });
    expect(await Promise.all(grants.map(({ grantId }) => grantRow(grantId)))).toEqual(before);
    for (const { grantId, holder } of grants)
      expect(await eventsOf("review.kept", grantId)).toMatchObject([
        { target_id: holder.membershipId, detail: { reason, review: id } },
      ]);
    expect(await perform(reviewer, getReview, { reviewId: id })).toMatchObject({ total: 3, decided: 3 });
  });

  it("needs a reason, always", async () => {
    const { id, items } = await review();
    const item = shown(first(items));
    for (const attempt of [
      () => perform(reviewer, keepGrants, { reviewId: id, items: [item], reason: " " }),
      () => perform(reviewer, endGrant, { reviewId: id, item, reason: "" }),
      () => perform(reviewer, narrowGrant, { reviewId: id, item, endsAt: inDays(3), reason: "" }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "invalid" });
  });

  it("ends a grant as revoking does, sessions included", async () => {
    const { id, grants, items } = await review();
    const { holder, grantId } = first(grants);
    const session = newId();
    await asSuperuser(
      `insert into session (id, user_id, token_hash, expires_at, complete, accounts)
       values ($1, $2, sha256($1::uuid::text::bytea), now() + interval '1 day', true, $3)`,
      [session, holder.userId, [account.id]],
    );
    await perform(reviewer, endGrant, { reviewId: id, item: shown(first(items)), reason });
    expect((await grantRow(grantId)).revoked_at).not.toBeNull();
    expect(await eventsOf("grant.revoked", grantId)).toMatchObject([{ detail: { reason, review: id } }]);
    expect(await eventsOf("review.ended", grantId)).toHaveLength(1);
    expect(
      await asSuperuser("select 1 from session where id = $1 and revoked_at is not null", [session]),
    ).toHaveLength(1);
  });

  it("narrows role, groups and end, each to less", async () => {
    const { id, grants, items } = await review([{ groups: [north, south] }]);
    const less = await makeRole(["device.view"]);
    const endsAt = inDays(10);
    await perform(reviewer, narrowGrant, {
      reviewId: id,
      item: shown(first(items)),
      roleId: less,
      groupIds: [north.id],
      endsAt,
      reason,
    });
    const { grantId } = first(grants);
    expect(await grantRow(grantId)).toMatchObject({ role_id: less, ends_at: new Date(endsAt) });
    const [item] = await itemsOf(id);
    expect(item).toMatchObject({
      state: "narrowed",
      before: { groups: [{ name: "North" }, { name: "South" }], endsAt: null },
      after: { groups: [{ name: "North" }], endsAt },
      later: null,
    });
  });

  it("never widens: another role, more groups, a later end, or nothing less at all", async () => {
    const { id, grants, items } = await review([{ groups: [north], endsAt: inDays(10) }]);
    const item = shown(first(items));
    const [other, more] = [
      await makeRole(["device.view", "device.suspend"]),
      await makeRole(["device.view", "device.terminate", "device.edit"]),
    ];
    const before = await grantRow(first(grants).grantId);
    // who holds everything may give all of it, and still not in a review
    for (const wider of [
      { roleId: other },
      { roleId: more, groupIds: [north.id], endsAt: inDays(3) },
      { roleId: account.roles.administrator },
      { groupIds: [south.id] },
      { groupIds: [north.id, south.id] },
      { endsAt: inDays(11) },
      { endsAt: inDays(-1) },
      { groupIds: [] },
      {},
    ])
      for (const actor of [reviewer])
        await expect(
          perform(actor, narrowGrant, { reviewId: id, item, ...wider, reason }),
        ).rejects.toMatchObject({ code: "invalid" });
    expect(await grantRow(first(grants).grantId)).toEqual(before);
  });

  it("leaves the groups alone that the reviewer does not see, and does not name them", async () => {
    const limited = await makeMember(account, ["grant.manage", "member.view"]);
    const roleOfSight = await makeRole(["group.view"]);
    await give(limited, roleOfSight, { groups: [north] });
    const seeing: Member = { ...limited, scopes: new Map([...limited.scopes, ["group.view", [north.no]]]) };
    const far = await makeGroup(account, "Unseen depot");
    const { id, grants } = await review([{ groups: [north, south, far] }], [limited]);
    const [item] = await itemsOf(id, seeing);
    if (!item) throw new Error("no item");
    expect(item.now).toMatchObject({ groups: [{ name: "North" }], hiddenGroups: 2 });
    expect(JSON.stringify(item)).not.toContain("Unseen depot");
    await expect(
      perform(seeing, narrowGrant, { reviewId: id, item: shown(item), groupIds: [far.id], reason }),
    ).rejects.toMatchObject({ code: "not_found" });
    await perform(seeing, narrowGrant, { reviewId: id, item: shown(item), groupIds: [], reason });
    const left = await asSuperuser<{ group_no: number }>(
      "select group_no from role_grant_group where grant_id = $1 order by group_no",
      [first(grants).grantId],
    );
    expect(left.map(({ group_no }) => group_no)).toEqual([south.no, far.no]);
    const { content } = await perform(seeing, exportReport, { reviewId: id });
    expect(content).not.toContain("Unseen depot");
    expect(content).toContain("2 groups you may not see");
  });

  it("is for the named reviewer, while that person gives grants and in that account", async () => {
    const { id, items } = await review();
    const item = shown(first(items));
    const other = await makeMember(account, ["grant.manage"]);
    const lost = await makeMember(account, ["member.view"]);
    for (const actor of [other, administrator, lost])
      for (const attempt of [
        () => perform(actor, keepGrants, { reviewId: id, items: [item], reason }),
        () => perform(actor, endGrant, { reviewId: id, item, reason }),
        () => perform(actor, narrowGrant, { reviewId: id, item, endsAt: inDays(2), reason }),
      ])
        await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      perform(stranger, keepGrants, { reviewId: id, items: [item], reason }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(perform(stranger, getReport, { reviewId: id })).rejects.toMatchObject({ code: "not_found" });
    // the page was open when the permission went
    const waning = await makeMember(account, ["grant.manage", "member.view"]);
    await perform(administrator, handOverItems, {
      reviewId: id,
      itemIds: [item.itemId],
      reviewerId: waning.membershipId,
    });
    await asSuperuser("update role_grant set revoked_at = now() where membership_id = $1", [
      waning.membershipId,
    ]);
    await expect(perform(waning, keepGrants, { reviewId: id, items: [item], reason })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("takes no item of another review", async () => {
    const [one, two] = [await review(), await review()];
    await expect(
      perform(reviewer, keepGrants, { reviewId: one.id, items: two.items.map(shown), reason }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("leaves the last administrator", async () => {
    const alone = await makeAccount("alone");
    const last = await makeAdministrator(alone);
    const colleague = await makeMember(alone, ["grant.manage", "member.view"]);
    const { id } = await perform(colleague, startReview, {
      title: "x",
      kind: "role",
      roleId: alone.roles.administrator,
      reviewerIds: [colleague.membershipId],
      dueAt: inDays(5),
    });
    const item = shown(first(await itemsOf(id, colleague)));
    for (const attempt of [
      () => perform(colleague, endGrant, { reviewId: id, item, reason }),
      () => perform(colleague, narrowGrant, { reviewId: id, item, endsAt: inDays(3), reason }),
      () => perform(colleague, narrowGrant, { reviewId: id, item, roleId: alone.roles.auditor, reason }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "conflict", message: /administrator/ });
    expect(await itemsOf(id, last)).toMatchObject([{ state: "waiting" }]);
  });

  it("about one's own grant is somebody else's, unless nobody else could; then the report says so", async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => makeMember(account, ["grant.manage", "member.view"])),
    );
    if (!one || !two) throw new Error("nobody");
    const both = await review([{ holder: one }], [one, two]);
    expect(first(both.items).reviewer.id).toBe(two.membershipId);
    await expect(() =>
      perform(two, handOverItems, {
        reviewId: both.id,
        itemIds: [first(both.items).id],
        reviewerId: one.membershipId,
      }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const lonely = await review([{ holder: one }], [one]);
    await perform(administrator, handOverItems, {
      reviewId: lonely.id,
      itemIds: [first(lonely.items).id],
      reviewerId: two.membershipId,
    });
    // even when it comes back by another way
    await asSuperuser("update access_review_item set reviewer_id = $2 where id = $1", [
      first(lonely.items).id,
      one.membershipId,
    ]);
    const item = shown(first(lonely.items));
    await expect(() =>
      perform(one, keepGrants, { reviewId: lonely.id, items: [item], reason }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await asSuperuser("update membership set removed_at = now() where id = $1", [two.membershipId]);
    await perform(one, keepGrants, { reviewId: lonely.id, items: [item], reason });
    expect(await perform(one, getReport, { reviewId: lonely.id })).toMatchObject({
      counts: { own: 1 },
      items: [{ own: true, state: "kept" }],
    });
  });

  it("stands beside what was used and what the advisor would take away", async () => {
    const holder = await makeMember(account, []);
    const { id, grants } = await review([{ holder }]);
    const { grantId } = first(grants);
    const less = await makeRole(["device.view"]);
    const old = new Date(Date.now() - 200 * DAY);
    await asSuperuser("update role_grant set created_at = $2 where id = $1", [grantId, old]);
    await asSuperuser(
      `insert into grant_holding (account_id, grant_id, whole_account, group_nos, reach_since, permissions_since)
       values ($1, $2, true, '{}', $3, $4)`,
      [account.id, grantId, old, JSON.stringify({ "device.view": old, "device.terminate": old })],
    );
    await asSuperuser(
      `insert into permission_last_use (account_id, membership_id, permission, group_no, last_used_at)
       values ($1, $2, 'device.view', 0, now() - interval '3 days')`,
      [account.id, holder.membershipId],
    );
    const [item] = await itemsOf(id);
    expect(item?.used).toMatchObject({
      of: 2,
      used: 1,
      last: { label: "View devices" },
      elevated: [{ label: "Terminate a Device", at: null }],
    });
    expect(item?.ready).toMatchObject([{ does: "role" }]);
    expect(item?.narrowerRoles.map((role) => role.id)).toContain(less);
  });
});

describe("what changes meanwhile", () => {
  it("conflicts, and the answer says what the grant is now", async () => {
    const { id, grants, items } = await review([{ groups: [north], endsAt: inDays(10) }]);
    const { grantId } = first(grants);
    await perform(administrator, extendGrant, { grantId, version: 1, endsAt: inDays(60) });
    const stale = shown(first(items));
    for (const attempt of [
      () => perform(reviewer, keepGrants, { reviewId: id, items: [stale], reason }),
      () => perform(reviewer, endGrant, { reviewId: id, item: stale, reason }),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining(inDays(60).slice(0, 10)),
      });
    const [again] = await itemsOf(id);
    expect(again).toMatchObject({
      state: "waiting",
      later: "changed",
      atStart: { groups: [{ name: "North" }] },
    });
    if (again) await perform(reviewer, keepGrants, { reviewId: id, items: [shown(again)], reason });
  });

  it("conflicts when what the role gives was changed, too", async () => {
    const { id, roleId, items } = await review();
    await perform(administrator, changeRole, {
      roleId,
      version: 1,
      name: `Role ${roleId}`,
      permissions: ["device.view", "device.terminate", "device.isolate"],
    });
    await expect(
      perform(reviewer, keepGrants, { reviewId: id, items: items.map(shown), reason }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("ends by itself without a decision, and is told apart", async () => {
    const { id, grants, items } = await review([{}, { groups: [north], endsAt: inDays(10) }]);
    const [revoked, expired] = grants as [Held, Held];
    await perform(administrator, revokeGrant, { grantId: revoked.grantId });
    await asSuperuser("update role_grant set ends_at = now() - interval '1 minute' where id = $1", [
      expired.grantId,
    ]);
    const states = new Map((await itemsOf(id)).map((item) => [item.grantId, item.state]));
    expect([states.get(revoked.grantId), states.get(expired.grantId)]).toEqual(["revoked", "expired"]);
    for (const item of items)
      await expect(
        perform(reviewer, keepGrants, { reviewId: id, items: [shown(item)], reason }),
      ).rejects.toMatchObject({ code: "conflict" });
    await perform(reviewer, signOffReview, { reviewId: id });
    expect((await perform(reviewer, getReport, { reviewId: id })).counts).toMatchObject({ meanwhile: 2 });
  });

  it("is said of what was kept and given more afterwards", async () => {
    const { id, grants, items } = await review([{ groups: [north] }]);
    await perform(reviewer, keepGrants, { reviewId: id, items: items.map(shown), reason });
    await perform(administrator, changeGrant, {
      grantId: first(grants).grantId,
      version: 1,
      roleId: account.roles.technician,
      scope: { kind: "account" },
    });
    expect(await itemsOf(id)).toMatchObject([{ state: "kept", later: "changed" }]);
  });

  it("lets one of two decisions win, and tells the other", async () => {
    const { id, items } = await review();
    const item = shown(first(items));
    const outcomes = await Promise.allSettled([
      perform(reviewer, keepGrants, { reviewId: id, items: [item], reason }),
      perform(reviewer, endGrant, { reviewId: id, item, reason }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
  });

  it("lets a decision or a direct change win, never both", async () => {
    const { id, grants, items } = await review();
    const outcomes = await Promise.allSettled([
      perform(reviewer, narrowGrant, {
        reviewId: id,
        item: shown(first(items)),
        endsAt: inDays(4),
        reason,
      }),
      perform(administrator, changeGrant, {
        grantId: first(grants).grantId,
        version: 1,
        roleId: account.roles.technician,
        scope: { kind: "account" },
      }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
  });

  it("lets a decision come before a signature or after it not at all", async () => {
    const { id, items } = await review();
    const outcomes = await Promise.allSettled([
      perform(administrator, signOffReview, { reviewId: id }),
      perform(reviewer, keepGrants, { reviewId: id, items: items.map(shown), reason }),
    ]);
    const { outcome } = await perform(reviewer, getReview, { reviewId: id });
    const { counts } = await perform(reviewer, getReport, { reviewId: id });
    if (outcome === "signed_off") expect(counts.kept).toBe(1);
    else expect(outcomes[0]).toMatchObject({ reason: { code: "conflict" } });
    expect(outcomes[1]?.status).toBe("fulfilled");
  });
});

describe("handing over", () => {
  it("goes to who may decide, is recorded, and makes that person a reviewer", async () => {
    const { id, items } = await review();
    const next = await makeMember(account, ["grant.manage", "member.view"]);
    const plain = await makeMember(account, []);
    const itemIds = items.map((item) => item.id);
    const handOver = (reviewerId: string) =>
      perform(reviewer, handOverItems, { reviewId: id, itemIds, reviewerId });
    await expect(handOver(plain.membershipId)).rejects.toMatchObject({ code: "invalid" });
    await expect(handOver(stranger.membershipId)).rejects.toMatchObject({ code: "not_found" });
    await handOver(next.membershipId);
    expect(first(await itemsOf(id))).toMatchObject({
      reviewer: { id: next.membershipId },
      handedOver: [{ to: "Test person" }],
    });
    await expect(
      perform(reviewer, keepGrants, { reviewId: id, items: items.map(shown), reason }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await perform(next, countOwnItems, {})).toMatchObject({ waiting: 1, reviews: [{ id }] });
    await perform(next, keepGrants, { reviewId: id, items: items.map(shown), reason });
    await expect(handOver(reviewer.membershipId)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the end of a review", () => {
  it("waits until all is decided, and is for who takes part", async () => {
    const { id, items } = await review();
    await expect(perform(reviewer, signOffReview, { reviewId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    await perform(reviewer, keepGrants, { reviewId: id, items: items.map(shown), reason });
    const other = await makeMember(account, ["grant.manage"]);
    for (const attempt of [
      () => perform(other, signOffReview, { reviewId: id }),
      () => perform(other, cancelReview, { reviewId: id, reason }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    await perform(administrator, signOffReview, { reviewId: id, words: "Done" });
    const [event] = await asSuperuser<{ detail: unknown }>(
      "select detail from audit_event where action = 'review.signed_off' and target_id = $1",
      [id],
    );
    expect(event?.detail).toMatchObject({ after: { total: 1, kept: 1, narrowed: 0, ended: 0 } });
  });

  it("is final: nothing is decided, handed over, signed or cancelled any more, and the report stays as it was", async () => {
    const { id, grants, items } = await review([{ groups: [north] }]);
    const item = shown(first(items));
    await perform(reviewer, keepGrants, { reviewId: id, items: [item], reason });
    await perform(reviewer, signOffReview, { reviewId: id });
    const report = await perform(administrator, getReport, { reviewId: id });
    for (const attempt of [
      () => perform(reviewer, keepGrants, { reviewId: id, items: [item], reason }),
      () => perform(reviewer, endGrant, { reviewId: id, item, reason }),
      () => perform(reviewer, narrowGrant, { reviewId: id, item, endsAt: inDays(2), reason }),
      () =>
        perform(reviewer, handOverItems, {
          reviewId: id,
          itemIds: [item.itemId],
          reviewerId: administrator.membershipId,
        }),
      () => perform(reviewer, signOffReview, { reviewId: id }),
      () => perform(reviewer, cancelReview, { reviewId: id, reason }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "conflict" });
    await perform(administrator, revokeGrant, { grantId: first(grants).grantId });
    const later = await perform(administrator, getReport, { reviewId: id });
    expect({ ...later, asOf: "" }).toEqual({ ...report, asOf: "" });
    expect(later.items).toMatchObject([{ state: "kept", later: null, decidedBy: "Test person", reason }]);
  });

  it("can be a cancellation, with its reason; what was decided stays", async () => {
    const { id, grants, items } = await review([{}, {}]);
    await perform(reviewer, endGrant, { reviewId: id, item: shown(first(items)), reason });
    await perform(administrator, cancelReview, { reviewId: id, reason: "Started twice" });
    expect(await perform(reviewer, getReview, { reviewId: id })).toMatchObject({
      outcome: "cancelled",
      words: "Started twice",
      mine: 0,
    });
    const ended = grants.find(({ grantId }) => grantId === first(items).grantId);
    expect((await grantRow(ended?.grantId ?? "")).revoked_at).not.toBeNull();
    await expect(
      perform(reviewer, keepGrants, { reviewId: id, items: items.slice(1).map(shown), reason }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("writes a file that no spreadsheet takes for formulas", async () => {
    const holder = await makeMember(account, []);
    await asSuperuser("update membership set name = '=HYPERLINK(1)' where id = $1", [holder.membershipId]);
    const { id, items } = await review([{ holder }]);
    await perform(reviewer, keepGrants, { reviewId: id, items: items.map(shown), reason: "+1 from me" });
    const { content, name } = await perform(reviewer, exportReport, { reviewId: id });
    expect(content).toContain("'=HYPERLINK(1)");
    expect(content).toContain("'+1 from me");
    expect(name).toMatch(/^reviewing-access-review-so-far-/);
  });
});

describe("the list", () => {
  it("pages by where it is, and tells open from done", async () => {
    const place = await makeAccount("many-reviews");
    const chief = await makeAdministrator(place);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1)
      ids.push(
        (
          await perform(chief, startReview, {
            title: `Review ${n}`,
            kind: "everybody",
            reviewerIds: [chief.membershipId],
            dueAt: inDays(3),
          })
        ).id,
      );
    await perform(chief, cancelReview, { reviewId: ids[0] ?? "", reason });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await perform(chief, listReviews, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.reviews.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids.toReversed());
    expect((await perform(chief, listReviews, { state: "done" })).reviews).toHaveLength(1);
    expect((await perform(chief, listReviews, { state: "open" })).reviews).toMatchObject(
      Array.from({ length: 4 }, () => ({ total: 1, decided: 0, mine: 1 })),
    );
  });
});
