import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import { giveFactor } from "@/db/testing/give-factor";
import { queuedMails } from "@/db/testing/queued-mails";
import type { Member } from "@/lib/access/actor";
import { acceptInvitation } from "@/lib/auth/invitations/accept-invitation";
import { readInvitation } from "@/lib/auth/invitations/read-invitation";
import { listRequirements } from "@/lib/auth/own/own-requirements";
import { readSession } from "@/lib/auth/sessions/read-session";
import { startSession } from "@/lib/auth/sessions/start-session";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMember } from "@/lib/operation/resolve-actor";
import { getMember } from "@/lib/people/get-member";
import { getOwnAccess } from "@/lib/people/get-own-access";
import { inviteMember } from "@/lib/people/invite-member";
import { listMembers } from "@/lib/people/list-members";
import { releaseFactor, requireFactor } from "@/lib/people/require-factor";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { listNotCompliant } from "@/lib/policy/list-not-compliant";

let account: TestAccount;
let other: TestAccount;
let north: TestGroup;
let harbour: TestGroup;
let administrator: Member;
let otherAdministrator: Member;
const password = "seven quiet herons at dusk";
let serial = 0;
const address = () => `flagged-${serial++}@example.test`;

beforeAll(async () => {
  account = await makeAccount("flagging");
  other = await makeAccount("not-flagging");
  north = await makeGroup(account, "North");
  harbour = await makeGroup(other, "Harbour");
  administrator = await makeAdministrator(account);
  otherAdministrator = await makeAdministrator(other);
});

/** Signed in with the password alone, as far as that goes. */
async function signInWith(
  userId: string,
): Promise<() => Promise<NonNullable<Awaited<ReturnType<typeof readSession>>>>> {
  const { secret } = await withAuthDb((db) =>
    startSession(db, {
      userId,
      absoluteHours: 12,
      proof: "password",
      complete: true,
      address: null,
      userAgent: null,
    }),
  );
  return async () => {
    const session = await readSession(secret);
    if (!session) throw new Error("the session is over");
    return session;
  };
}

const alsoIn = (member: Member, of: TestAccount) =>
  asSuperuser(
    "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, 'Test person')",
    [of.id, newId(), member.userId, member.email],
  );

async function linkTo(email: string): Promise<string> {
  const [mail] = await queuedMails(email);
  return mail?.text.match(/\/invitation\/(\S+)/)?.[1] ?? "";
}

const invite = (
  by: Member,
  email: string,
  over: Partial<Parameters<typeof perform<typeof inviteMember.input, unknown>>[2]> = {},
) =>
  perform(by, inviteMember, {
    email,
    roleId: by === administrator ? account.roles.technician : other.roles.technician,
    scope: { kind: "groups", groupIds: [by === administrator ? north.id : harbour.id] },
    ...over,
  });

describe("a second factor required of one person", () => {
  it("binds a session that was opened before, with its next request, and lets it go on once the factor is there", async () => {
    const member = await makeMember(account, ["device.view"]);
    const session = await signInWith(member.userId);
    expect((await session()).waitingFor).toBeNull();

    await perform(administrator, requireFactor, { memberId: member.membershipId, reason: "On site alone" });
    expect(await session()).toMatchObject({ complete: false, waitingFor: "enrolment" });
    const actor = await resolveMember(await session(), account.slug, null);
    await expect(perform(actor, getOwnAccess, {})).rejects.toMatchObject({ code: "enrolment_required" });
    expect(await listRequirements(await session())).toEqual([
      { account: account.name, of: "you", from: null },
    ]);
    expect(await perform(administrator, getMember, { memberId: member.membershipId })).toMatchObject({
      secondFactorRequired: true,
    });

    await giveFactor(member.userId, "app");
    expect((await session()).waitingFor).toBe("second_factor");
  });

  it("binds in every account of the person, is asked by one, and is nothing to the other's people", async () => {
    const member = await makeMember(account, []);
    await alsoIn(member, other);
    const neighbour = await makeMember(account, []);
    const [session, beside] = [await signInWith(member.userId), await signInWith(neighbour.userId)];
    await perform(administrator, requireFactor, { memberId: member.membershipId });
    expect((await session()).waitingFor).toBe("enrolment");
    expect((await beside()).waitingFor).toBeNull();
    const there = await resolveMember(await session(), other.slug, null);
    expect(there.kind).toBe("half_signed_in");
    expect(await listRequirements(await session())).toEqual([
      { account: account.name, of: "you", from: null },
    ]);

    // left behind with the membership it was asked of
    await asSuperuser("update membership set removed_at = now() where id = $1", [member.membershipId]);
    expect((await session()).waitingFor).toBeNull();
  });

  it("has no grace, whatever grace the account gives the others", async () => {
    const graceful = await makeAccount("graceful");
    const host = await makeAdministrator(graceful);
    await asSuperuser(
      "insert into account_policy (account_id, second_factor, grace_until) values ($1, 'everyone', now() + interval '30 days')",
      [graceful.id],
    );
    const member = await makeMember(graceful, []);
    const session = await signInWith(member.userId);
    expect((await session()).waitingFor).toBeNull();
    await perform(host, requireFactor, { memberId: member.membershipId });
    expect((await session()).waitingFor).toBe("enrolment");
    const { people } = await perform(host, listNotCompliant, { search: member.email });
    expect(people).toMatchObject([{ lacks: "second_factor", personally: true }]);
  });

  it("is listed among who does not comply, also where the policy asks nobody", async () => {
    const lax = await makeAccount("lax");
    const host = await makeAdministrator(lax);
    await asSuperuser("insert into account_policy (account_id, second_factor) values ($1, 'nobody')", [
      lax.id,
    ]);
    const member = await makeMember(lax, []);
    await perform(host, requireFactor, { memberId: member.membershipId });
    expect((await perform(host, listNotCompliant, {})).people.map((each) => each.id)).toEqual([
      member.membershipId,
    ]);
    const required = await perform(host, listMembers, { factor: "required" });
    expect(required.people.map((each) => each.id)).toEqual([member.membershipId]);
    expect((await perform(host, listMembers, { factor: "none" })).people).toHaveLength(2);
  });

  it("is taken off by who may give grants, never by the person, and both are on record", async () => {
    const member = await makeMember(account, ["member.invite", "grant.manage"]);
    const target = { memberId: member.membershipId };
    await perform(administrator, requireFactor, target);
    await expect(perform(administrator, requireFactor, target)).rejects.toMatchObject({ code: "conflict" });
    await expect(perform(member, releaseFactor, target)).rejects.toMatchObject({ code: "invalid" });
    const inviter = await makeMember(account, ["member.invite"]);
    await expect(perform(inviter, releaseFactor, target)).rejects.toMatchObject({ code: "forbidden" });
    await perform(administrator, releaseFactor, { ...target, reason: "Left the site" });
    await expect(perform(administrator, releaseFactor, target)).rejects.toMatchObject({ code: "conflict" });
    await perform(inviter, requireFactor, target);
    const events = await asSuperuser<{ action: string }>(
      "select action from audit_event where target_id = $1 and outcome = 'done' order by at, id",
      [member.membershipId],
    );
    expect(events.map((event) => event.action)).toEqual([
      "member.factor_required",
      "member.factor_released",
      "member.factor_required",
    ]);
  });

  it("cannot be set on a member of another account", async () => {
    const stranger = await makeMember(other, []);
    await expect(
      perform(administrator, requireFactor, { memberId: stranger.membershipId }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an invitation that requires a second factor", () => {
  it("says so, and the membership begins with it", async () => {
    const email = address();
    await invite(administrator, email, { secondFactorRequired: true });
    const link = await linkTo(email);
    expect((await queuedMails(email))[0]?.text).toContain("second factor");
    expect(await readInvitation(link)).toMatchObject({ secondFactorRequired: true });
    expect(await acceptInvitation(link, { name: "Kim", password }, null)).toMatchObject({ outcome: "done" });
    const [user] = await asSuperuser<{ id: string }>("select id from app_user where email = $1", [email]);
    const session = await signInWith(user?.id ?? "");
    expect((await session()).waitingFor).toBe("enrolment");
  });

  it("requires it of who became a member meanwhile, and one without it takes nothing back", async () => {
    const member = await makeMember(account, []);
    const session = await signInWith(member.userId);
    const accept = async (secondFactorRequired: boolean) => {
      await asSuperuser("update membership set email = $2 where id = $1", [member.membershipId, address()]);
      await invite(administrator, member.email, { secondFactorRequired });
      return acceptInvitation(
        await linkTo(member.email),
        { signedIn: { ...(await session()), complete: true } },
        null,
      );
    };
    await accept(true);
    expect((await session()).waitingFor).toBe("enrolment");
    await accept(false);
    expect((await session()).waitingFor).toBe("enrolment");
  });
});

describe("one person in two accounts", () => {
  it("signs in once, sees both, and an end in one does not touch the other", async () => {
    const email = address();
    await invite(administrator, email);
    expect(await acceptInvitation(await linkTo(email), { name: "Kim", password }, null)).toMatchObject({
      outcome: "done",
    });
    const [user] = await asSuperuser<{ id: string }>("select id from app_user where email = $1", [email]);
    const session = await signInWith(user?.id ?? "");

    await invite(otherAdministrator, email);
    const second = await linkTo(email);
    expect(await readInvitation(second)).toMatchObject({ known: true, account: { name: other.name } });
    expect(await acceptInvitation(second, { name: "Kim", password }, null)).toEqual({ outcome: "not_yours" });
    expect(await acceptInvitation(second, { signedIn: await session() }, null)).toMatchObject({
      outcome: "done",
    });
    const people = await asSuperuser("select id from app_user where email = $1", [email]);
    expect(people).toHaveLength(1);
    const { rows: accounts } = await withAuthDb((db) =>
      sql<{ slug: string }>`select slug from accounts_of_user(${user?.id ?? ""}) order by slug`.execute(db),
    );
    expect(accounts.map((each) => each.slug)).toEqual([account.slug, other.slug]);

    const scopesIn = async (of: TestAccount) => {
      const actor = await resolveMember(await session(), of.slug, null);
      return actor.kind === "member" ? actor.scopes.get("device.view") : actor.kind;
    };
    expect([await scopesIn(account), await scopesIn(other)]).toEqual([[north.no], [harbour.no]]);
    const [grant] = await asSuperuser<{ id: string }>(
      `select g.id from role_grant g join membership m on m.account_id = g.account_id and m.id = g.membership_id
       where m.user_id = $1 and g.account_id = $2`,
      [user?.id, account.id],
    );
    await perform(administrator, revokeGrant, { grantId: grant?.id ?? "" });
    expect([await scopesIn(account), await scopesIn(other)]).toEqual([undefined, [harbour.no]]);
  });
});
