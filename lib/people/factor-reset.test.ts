import { beforeEach, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import { giveFactor, giveRecoveryCodes } from "@/db/testing/give-factor";
import { queuedMails } from "@/db/testing/queued-mails";
import type { Member } from "@/lib/access/actor";
import { confirmFactorReset } from "@/lib/auth/factor-reset/confirm-factor-reset";
import { declineFactorReset } from "@/lib/auth/factor-reset/decline-factor-reset";
import { readFactorReset } from "@/lib/auth/factor-reset/read-factor-reset";
import { hashPassword } from "@/lib/auth/passwords/hash-password";
import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { resetPassword } from "@/lib/auth/passwords/reset-password";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { cancelFactorReset } from "@/lib/people/cancel-factor-reset";
import { getMember } from "@/lib/people/get-member";
import { listMembers } from "@/lib/people/list-members";
import { requestFactorReset } from "@/lib/people/request-factor-reset";

const password = "seven quiet herons at dusk";
const reason = "Her phone fell into the harbour";
let serial = 0;
let account: TestAccount;
let administrator: Member;
let member: Member;

async function withSignIn(person: Member): Promise<Member> {
  await asSuperuser("insert into user_password (user_id, hash) values ($1, $2)", [
    person.userId,
    await hashPassword(password),
  ]);
  return person;
}

beforeEach(async () => {
  serial += 1;
  await asSuperuser("delete from sign_in_throttle");
  account = await makeAccount(`reset-${serial}`);
  administrator = await makeAdministrator(account);
  await giveFactor(administrator.userId, "key");
  member = await withSignIn(await makeMember(account, ["device.view"]));
  await giveFactor(member.userId, "app");
  await giveFactor(member.userId, "key");
  await giveFactor(member.userId, "phone");
  await giveRecoveryCodes(member.userId, 7);
});

const request = (as = administrator, of = member) =>
  perform(as, requestFactorReset, { memberId: of.membershipId, reason });

async function mailedLink(as = administrator, of = member): Promise<string> {
  await request(as, of);
  const mail = (await queuedMails(of.email)).find(({ text }) => text.includes("/factor-reset/"));
  return /\/factor-reset\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
}

async function factorsLeft(of = member): Promise<number> {
  const [row] = await asSuperuser<{ n: number }>(
    `select (select count(*) from totp_app where user_id = $1) + (select count(*) from security_key where user_id = $1)
       + (select count(*) from phone where user_id = $1) + (select count(*) from totp_enrolment where user_id = $1)
       + (select count(*) from recovery_code where user_id = $1)::int as n`,
    [of.userId],
  );
  return Number(row?.n);
}

const openSessions = async (of = member) =>
  (await asSuperuser("select 1 from session where user_id = $1 and revoked_at is null", [of.userId])).length;

const unusable = { outcome: "unusable" };

describe("asking for the reset of a second factor", () => {
  it("changes nothing, tells both by mail, and keeps the link's secret out of the log", async () => {
    const link = await mailedLink();
    expect(await factorsLeft()).toBe(10);
    const [toMember] = await queuedMails(member.email);
    expect(toMember?.text).toContain(`> ${reason}`);
    expect(toMember?.text).toContain(`http://portal.test/factor-reset/${account.id}.`);
    const [toAdministrator] = await queuedMails(administrator.email);
    expect(toAdministrator?.text).not.toContain("/factor-reset/");
    const token = link.split(".")[1] ?? "";
    const kept = await asSuperuser("select f, a from factor_reset f, audit_event a where f.account_id = $1", [
      account.id,
    ]);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(await perform(administrator, getMember, { memberId: member.membershipId })).toMatchObject({
      secondFactor: { apps: 1, keys: 1, phones: 1, recoveryCodes: 7, since: expect.any(String) },
      waitingReset: { reason, askedBy: administrator.label },
    });
  });

  it("cannot be for oneself, for nobody's factor, without a reason, or without the permission", async () => {
    await expect(request(administrator, administrator)).rejects.toMatchObject({ code: "invalid" });
    await expect(request(administrator, await makeMember(account, []))).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(
      perform(administrator, requestFactorReset, { memberId: member.membershipId, reason: " " }),
    ).rejects.toMatchObject({ code: "invalid", fields: { reason: expect.any(String) } });
    const others = await makeMember(account, [
      "member.view",
      "member.remove",
      "session.revoke",
      "policy.manage",
    ]);
    await expect(request(others)).rejects.toMatchObject({ code: "forbidden" });
    expect(await queuedMails(member.email)).toHaveLength(0);
  });

  it("cannot reach somebody of another account", async () => {
    const foreign = await makeAdministrator(await makeAccount(`foreign-reset-${serial}`));
    await expect(request(foreign)).rejects.toMatchObject({ code: "not_found" });
    await mailedLink();
    await expect(
      perform(foreign, cancelFactorReset, { memberId: member.membershipId }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("needs a second factor of one's own", async () => {
    const proven = {
      proof: { at: new Date(), with: "password" as const },
      factors: [],
      phishingResistant: false,
    };
    await expect(request({ ...administrator, prover: proven })).rejects.toMatchObject({ code: "conflict" });
    const stale = {
      proof: { at: new Date(Date.now() - 300_001), with: "key" as const },
      factors: ["key" as const],
      phishingResistant: false,
    };
    await expect(request({ ...administrator, prover: stale })).rejects.toMatchObject({
      code: "step_up_required",
    });
    await request({ ...administrator, prover: { ...stale, proof: { at: new Date(), with: "key" } } });
  });
});

describe("confirming it", () => {
  it("removes every factor, ends every session, signs nobody in, and is told everywhere", async () => {
    const elsewhere = await makeAccount(`elsewhere-reset-${serial}`);
    const membershipElsewhere = newId();
    await asSuperuser(
      "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, 'Test person')",
      [elsewhere.id, membershipElsewhere, member.userId, member.email],
    );
    const session = await signInWithPassword({
      email: member.email,
      password,
      address: null,
      userAgent: null,
    });
    if (session.outcome !== "done") throw new Error("was not let in");
    await asSuperuser(
      `insert into totp_enrolment (session_id, user_id, secret, expires_at)
       select id, user_id, 'sealed', now() + interval '10 minutes' from session where user_id = $1`,
      [member.userId],
    );
    await asSuperuser(
      `insert into sign_in_throttle (subject, failures, last_failure_at)
       select 'factor:' || kind || ':' || $1::text, 99, now() from unnest('{app,phone,recovery}'::text[]) kind`,
      [member.userId],
    );
    const link = await mailedLink();
    expect(await confirmFactorReset(link, password, "192.0.2.9")).toEqual({ outcome: "done" });
    expect(await factorsLeft()).toBe(0);
    expect(await openSessions()).toBe(0);
    expect(await asSuperuser("select 1 from sign_in_throttle where subject like 'factor:%'")).toEqual([]);
    expect((await queuedMails(member.email))[0]?.subject).toBe("Your second factor was reset");
    expect((await queuedMails(administrator.email))[0]?.subject).toContain("was reset");

    const logged = await asSuperuser<{ account_id: string; actor_id: string; text: string }>(
      "select account_id, actor_id, detail::text as text from audit_event where action = 'factor.reset' and actor_id = $1",
      [member.userId],
    );
    expect(logged.map((event) => event.account_id).sort()).toEqual([account.id, elsewhere.id].sort());
    const there = logged.find((event) => event.account_id === elsewhere.id);
    expect(there?.text).not.toMatch(new RegExp(`${reason}|${account.name}|${administrator.label}|harbour`));
    expect(
      await asSuperuser("select 1 from platform_event where action = 'factor.reset' and actor_id = $1", [
        member.userId,
      ]),
    ).toHaveLength(1);
    expect(await confirmFactorReset(link, password, null)).toEqual(unusable);
    expect(await factorsLeft(administrator)).toBe(1);
  });

  it("needs a password that did not come by mail itself within a day: one mailbox is not two proofs", async () => {
    const link = await mailedLink();
    await requestPasswordReset(member.email, null);
    const mail = (await queuedMails(member.email)).find(({ text }) => text.includes("/reset-password/"));
    const token = /\/reset-password\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    const chosen = "eight loud herons at dawn";
    expect(await resetPassword(token, chosen, null)).toEqual({ outcome: "done" });
    expect(await confirmFactorReset(link, "a guess", null)).toEqual({ outcome: "wrong" });
    expect(await confirmFactorReset(link, chosen, null)).toEqual({ outcome: "too_soon" });
    expect(await factorsLeft()).toBe(10);
    await asSuperuser("update password_reset set used_at = used_at - interval '24 hours'");
    expect(await confirmFactorReset(link, chosen, null)).toEqual({ outcome: "done" });
  });

  it("needs the password, and counts guesses with those of signing in", async () => {
    const link = await mailedLink();
    for (let i = 0; i < 10; i += 1)
      expect(await confirmFactorReset(link, "a guess", null)).toEqual({ outcome: "wrong" });
    expect(await confirmFactorReset(link, password, null)).toMatchObject({ outcome: "throttled" });
    expect(
      await signInWithPassword({ email: member.email, password, address: null, userAgent: null }),
    ).toMatchObject({ outcome: "throttled" });
    expect(await factorsLeft()).toBe(10);
  });

  it("succeeds once of many at the same moment", async () => {
    const link = await mailedLink();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => confirmFactorReset(link, password, null)),
    );
    expect(answers.filter(({ outcome }) => outcome === "done")).toHaveLength(1);
    const done = await queuedMails(member.email);
    expect(done.filter(({ subject }) => subject === "Your second factor was reset")).toHaveLength(1);
  });

  it("cannot be done with a link that is old, replaced, cancelled, declined, or made up", async () => {
    const replaced = await mailedLink();
    const cancelled = await mailedLink();
    expect(await confirmFactorReset(replaced, password, null)).toEqual(unusable);
    await perform(administrator, cancelFactorReset, { memberId: member.membershipId });
    await expect(
      perform(administrator, cancelFactorReset, { memberId: member.membershipId }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await confirmFactorReset(cancelled, password, null)).toEqual(unusable);
    const declined = await mailedLink();
    expect(await declineFactorReset(declined, null)).toBe(true);
    expect(await declineFactorReset(declined, null)).toBe(false);
    expect(await confirmFactorReset(declined, password, null)).toEqual(unusable);
    expect((await queuedMails(administrator.email))[0]?.subject).toContain("did not ask");
    const old = await mailedLink();
    await asSuperuser("update factor_reset set expires_at = now() - interval '1 second'");
    for (const link of [old, "", "x", `${account.id}.${"A".repeat(43)}`, old.replace(account.id, newId())]) {
      expect(await readFactorReset(link)).toBeNull();
      expect(await confirmFactorReset(link, password, null)).toEqual(unusable);
    }
    expect(await factorsLeft()).toBe(10);
    expect(await openSessions()).toBe(0);
  });

  it("is void once who asked may not, or is gone, and once the member is", async () => {
    const ways = [
      (as: Member) =>
        asSuperuser("update role_grant set revoked_at = now() where membership_id = $1", [as.membershipId]),
      (as: Member) =>
        asSuperuser("update role_grant set ends_at = now() where membership_id = $1", [as.membershipId]),
      (as: Member) =>
        asSuperuser("update membership set removed_at = now() where id = $1", [as.membershipId]),
      (as: Member) => asSuperuser("update app_user set disabled_at = now() where id = $1", [as.userId]),
      () => asSuperuser("update app_user set disabled_at = now() where id = $1", [member.userId]),
      () => asSuperuser("update membership set removed_at = now() where id = $1", [member.membershipId]),
    ];
    for (const lose of ways) {
      const asker = await makeAdministrator(account);
      await asSuperuser("update app_user set disabled_at = null where id = $1", [member.userId]);
      const link = await mailedLink(asker);
      expect(await readFactorReset(link)).not.toBeNull();
      await lose(asker);
      expect(await confirmFactorReset(link, password, null)).toEqual(unusable);
      expect(await declineFactorReset(link, null)).toBe(false);
      expect(await factorsLeft()).toBe(10);
    }
  });

  it("is nobody's but the one the link was made for", async () => {
    const other = await withSignIn(await makeMember(account, []));
    await asSuperuser("update user_password set hash = $2 where user_id = $1", [
      other.userId,
      await hashPassword("nine loud geese at noon"),
    ]);
    await giveFactor(other.userId, "app");
    const link = await mailedLink();
    expect(await confirmFactorReset(link, "nine loud geese at noon", null)).toEqual({ outcome: "wrong" });
    expect(await factorsLeft(other)).toBe(1);
    const elsewhere = await makeAccount(`swapped-${serial}`);
    expect(await confirmFactorReset(link.replace(account.id, elsewhere.id), password, null)).toEqual(
      unusable,
    );
  });
});

describe("a new password by mail", () => {
  it("leaves every second factor where it is", async () => {
    await requestPasswordReset(member.email, null);
    const [mail] = await queuedMails(member.email);
    const token = /\/reset-password\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    expect(await resetPassword(token, "eight loud herons at dawn", null)).toEqual({ outcome: "done" });
    expect(await factorsLeft()).toBe(10);
    const link = `${account.id}.${token}`;
    expect(await confirmFactorReset(link, "eight loud herons at dawn", null)).toEqual(unusable);
    const state = await withAuthDb((db) =>
      db.selectFrom("recovery_code").where("user_id", "=", member.userId).select("used_at").execute(),
    );
    expect(state.every((code) => code.used_at === null)).toBe(true);
  });
});

describe("the list of people", () => {
  it("marks who has no second factor", async () => {
    const without = await makeMember(account, []);
    const { people } = await perform(administrator, listMembers, {});
    const marked = people.filter((person) => person.withoutFactor).map((person) => person.id);
    expect(marked).toEqual([without.membershipId]);
  });
});
