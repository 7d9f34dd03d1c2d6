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
import { queuedMails } from "@/db/testing/queued-mails";
import type { Member } from "@/lib/access/actor";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { changeGrant } from "@/lib/people/change-grant";
import { extendGrant } from "@/lib/people/extend-grant";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { announceEnds } from "@/worker/announce-ends";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

let account: TestAccount;
let north: TestGroup;
let administrator: Member;

beforeAll(async () => {
  account = await makeAccount("ends");
  north = await makeGroup(account, "North");
  administrator = await makeAdministrator(account);
});

interface Ending {
  holder: Member;
  grantId: string;
  role: string;
}

/** Somebody with one grant that was given some days ago and ends some days from now. */
async function makeEnding(
  ends: number,
  { given = -30, by = administrator.membershipId }: { given?: number; by?: string | null } = {},
): Promise<Ending> {
  const holder = await makeMember(account, []);
  const [grantId, role] = [newId(), newId()];
  await asSuperuser(
    "insert into role (account_id, id, name, permissions) values ($1, $2, $2::uuid::text, $3)",
    [account.id, role, ["device.view"]],
  );
  await asSuperuser(
    `insert into role_grant (account_id, id, membership_id, role_id, whole_account, ends_at, created_at, end_set_at, created_by)
     values ($1, $2, $3, $4, false, $5, $6, $6, $7)`,
    [account.id, grantId, holder.membershipId, role, inDays(ends), inDays(given), by],
  );
  await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
    account.id,
    grantId,
    north.no,
  ]);
  return { holder, grantId, role };
}

const mailsOf = async ({ holder }: Ending) => (await queuedMails(holder.email)).map(({ subject }) => subject);
const giverMailsAbout = async ({ holder }: Ending, to = administrator.email) =>
  (await queuedMails(to)).filter(({ text }) => text.includes(holder.email));
const eventsOf = (grantId: string, action: string) =>
  asSuperuser<{ actor_kind: string; actor_label: string; detail: { before: { until: string } } }>(
    "select actor_kind, actor_label, detail from audit_event where action = $1 and detail->>'grant' = $2",
    [action, grantId],
  );

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

describe("an end that comes near", () => {
  it("is told seven days and one day before, to the person and to the giver, once each", async () => {
    const ending = await makeEnding(10);
    await announceEnds();
    expect(await mailsOf(ending)).toEqual([]);
    for (const now of [inDays(3.1), inDays(3.2), inDays(8.9)]) await announceEnds(now);
    expect(await mailsOf(ending)).toHaveLength(1);
    for (const now of [inDays(9.1), inDays(9.5)]) await announceEnds(now);
    const mails = await mailsOf(ending);
    expect(mails).toHaveLength(2);
    expect(mails[1]).toContain("in seven days");
    expect(mails[0]).toContain("tomorrow");
    const toGiver = await giverMailsAbout(ending);
    expect(toGiver).toHaveLength(2);
    expect(toGiver[0]?.text).toContain(`/ends/people/${ending.holder.membershipId}?extend=${ending.grantId}`);
  });

  it("is told once when several workers look at the same time", async () => {
    const ending = await makeEnding(5);
    await Promise.all(Array.from({ length: 5 }, () => announceEnds()));
    expect(await mailsOf(ending)).toHaveLength(1);
    expect(await giverMailsAbout(ending)).toHaveLength(1);
  });

  it("is not told of a grant that never had so long, was extended, or was revoked", async () => {
    const short = await makeEnding(5, { given: 0 });
    const extended = await makeEnding(5);
    await perform(administrator, extendGrant, {
      grantId: extended.grantId,
      version: 1,
      endsAt: inDays(60).toISOString(),
    });
    const revoked = await makeEnding(5);
    await perform(administrator, revokeGrant, { grantId: revoked.grantId });
    await announceEnds();
    expect(await mailsOf(short)).toEqual([]);
    expect(await mailsOf(extended)).toEqual(["Your access to Account ends was extended"]);
    expect(await mailsOf(revoked)).toEqual([]);
    await announceEnds(inDays(4.5));
    expect(await mailsOf(short)).toHaveLength(1);
  });

  it("is told anew of a new end, and not when the new one is nearer than seven days", async () => {
    const ending = await makeEnding(5);
    await announceEnds();
    await perform(administrator, extendGrant, {
      grantId: ending.grantId,
      version: 1,
      endsAt: inDays(6).toISOString(),
    });
    await announceEnds();
    expect((await mailsOf(ending)).filter((subject) => subject.includes("seven days"))).toHaveLength(1);
    await perform(administrator, extendGrant, {
      grantId: ending.grantId,
      version: 2,
      endsAt: inDays(90).toISOString(),
    });
    await announceEnds(inDays(84));
    expect((await mailsOf(ending)).filter((subject) => subject.includes("seven days"))).toHaveLength(2);
  });

  it("is told to a few who give grants when the giver is gone", async () => {
    const [gone, manager] = [await makeMember(account, []), await makeMember(account, ["grant.manage"])];
    await asSuperuser("update membership set last_seen_at = now() where id = $1", [manager.membershipId]);
    await asSuperuser("update membership set removed_at = now() where id = $1", [gone.membershipId]);
    const ending = await makeEnding(5, { by: gone.membershipId });
    await announceEnds();
    expect(await giverMailsAbout(ending, gone.email)).toEqual([]);
    expect(await giverMailsAbout(ending, manager.email)).toHaveLength(1);
    const all = (await queuedMails()).filter(({ text }) => text.includes(ending.holder.email));
    expect(all.length).toBeLessThanOrEqual(3);
  });
});

describe("an end that has come", () => {
  it("ends the access at once, and is recorded as expired by the system, once", async () => {
    const ending = await makeEnding(-0.01);
    const actor = await resolveMemberById(account.id, ending.holder.userId);
    expect(actor?.scopes.size).toBe(0);
    await Promise.all([announceEnds(), announceEnds(), announceEnds()]);
    await announceEnds();
    const events = await eventsOf(ending.grantId, "grant.expired");
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ actor_kind: "system", actor_label: "Cordon" });
    expect(await mailsOf(ending)).toEqual([]);
  });

  it("is another word than revoked: what was revoked never expires", async () => {
    const ending = await makeEnding(3);
    await perform(administrator, revokeGrant, { grantId: ending.grantId });
    await announceEnds(inDays(4));
    expect(await eventsOf(ending.grantId, "grant.expired")).toEqual([]);
    expect(await eventsOf(ending.grantId, "grant.revoked")).toHaveLength(1);
  });

  it("signs the person out with the last grant, and not before", async () => {
    const ending = await makeEnding(-0.01);
    const elsewhere = await makeAccount("ends-elsewhere");
    const sessionId = await openSession(ending.holder.userId);
    const second = newId();
    await asSuperuser(
      `insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, 'Test person')`,
      [elsewhere.id, second, ending.holder.userId, ending.holder.email],
    );
    const kept = newId();
    await asSuperuser(
      `insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $2, $3, $4, true)`,
      [elsewhere.id, kept, second, elsewhere.roles.auditor],
    );
    await announceEnds();
    expect(await isOpen(sessionId)).toBe(true);
    await perform(await makeAdministrator(elsewhere), revokeGrant, { grantId: kept });
    expect(await isOpen(sessionId)).toBe(false);
  });

  it("does not sign out the provider's own people", async () => {
    const ending = await makeEnding(-0.01);
    await asSuperuser("insert into provider_operator (user_id, role) values ($1, 'operator')", [
      ending.holder.userId,
    ]);
    const sessionId = await openSession(ending.holder.userId);
    await announceEnds();
    expect(await isOpen(sessionId)).toBe(true);
  });
});

describe("an extension", () => {
  const later = () => inDays(60).toISOString();

  it("moves the end, says so with before and after, and tells the person", async () => {
    const ending = await makeEnding(3);
    await perform(administrator, extendGrant, { grantId: ending.grantId, version: 1, endsAt: later() });
    const [event] = await asSuperuser<{ detail: { before: { until: string }; after: { until: string } } }>(
      "select detail from audit_event where action = 'grant.extended' and detail->>'grant' = $1",
      [ending.grantId],
    );
    expect(Date.parse(event?.detail.after.until ?? "")).toBeGreaterThan(
      Date.parse(event?.detail.before.until ?? ""),
    );
    expect(await mailsOf(ending)).toHaveLength(1);
  });

  it("brings back what expired, and cannot bring back what was revoked or who was removed", async () => {
    const expired = await makeEnding(-2);
    await perform(administrator, extendGrant, { grantId: expired.grantId, version: 1, endsAt: later() });
    expect((await resolveMemberById(account.id, expired.holder.userId))?.scopes.size).toBe(1);
    const revoked = await makeEnding(3);
    await perform(administrator, revokeGrant, { grantId: revoked.grantId });
    await expect(
      perform(administrator, extendGrant, { grantId: revoked.grantId, version: 2, endsAt: later() }),
    ).rejects.toMatchObject({ code: "conflict" });
    const removed = await makeEnding(3);
    await asSuperuser("update membership set removed_at = now() where id = $1", [
      removed.holder.membershipId,
    ]);
    await expect(
      perform(administrator, extendGrant, { grantId: removed.grantId, version: 1, endsAt: later() }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("is a conflict when somebody changed the grant meanwhile", async () => {
    const ending = await makeEnding(3);
    await perform(administrator, changeGrant, {
      grantId: ending.grantId,
      version: 1,
      roleId: ending.role,
      scope: { kind: "groups", groupIds: [north.id] },
      endsAt: inDays(2).toISOString(),
    });
    await expect(
      perform(administrator, extendGrant, { grantId: ending.grantId, version: 1, endsAt: later() }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("cannot end sooner or lie in the past", async () => {
    const ending = await makeEnding(3);
    for (const endsAt of [inDays(2), inDays(-1)])
      await expect(
        perform(administrator, extendGrant, {
          grantId: ending.grantId,
          version: 1,
          endsAt: endsAt.toISOString(),
        }),
      ).rejects.toMatchObject({ code: "invalid" });
  });

  it("is refused to who does not hold what the grant gives, where it gives it, until then", async () => {
    const ending = await makeEnding(3);
    const attempt = (actor: Member) =>
      perform(actor, extendGrant, { grantId: ending.grantId, version: 1, endsAt: later() });
    const without = await makeMember(account, ["grant.manage"]);
    await expect(attempt(without)).rejects.toMatchObject({ code: "forbidden" });
    const south = await makeGroup(account, `South ${newId()}`);
    const elsewhere = await makeMember(account, ["grant.manage"]);
    const inSouth = await makeMember(account, ["device.view"], [south.no]);
    await asSuperuser("update role_grant set membership_id = $2 where membership_id = $1", [
      inSouth.membershipId,
      elsewhere.membershipId,
    ]);
    await expect(
      attempt({ ...elsewhere, scopes: new Map([...elsewhere.scopes, ...inSouth.scopes]) }),
    ).rejects.toMatchObject({ code: "forbidden" });
    // holds it all, and loses it before the new end
    const soon = await makeMember(account, ["grant.manage", "device.view"]);
    await asSuperuser("update role_grant set ends_at = $2 where membership_id = $1", [
      soon.membershipId,
      inDays(30),
    ]);
    await expect(attempt(soon)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of one's own grant gives no time that one does not have anyway", async () => {
    const own = await makeMember(account, ["grant.manage", "device.view"]);
    const [grant] = await asSuperuser<{ id: string }>(
      "update role_grant set ends_at = $2 where membership_id = $1 returning id",
      [own.membershipId, inDays(3)],
    );
    await expect(
      perform(own, extendGrant, { grantId: grant?.id ?? "", version: 1, endsAt: later() }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});
