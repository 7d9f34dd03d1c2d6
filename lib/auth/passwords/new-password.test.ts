import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { hash as argon2 } from "@node-rs/argon2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser, makeAccount, type TestAccount } from "@/db/testing/estate";
import { queuedMails } from "@/db/testing/queued-mails";
import { createUser } from "@/lib/auth/create-user";
import { acceptInvitation } from "@/lib/auth/invitations/accept-invitation";
import { readInvitation } from "@/lib/auth/invitations/read-invitation";
import { changePassword } from "@/lib/auth/passwords/change-password";
import { verifyPassword } from "@/lib/auth/passwords/hash-password";
import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { readReset, resetPassword } from "@/lib/auth/passwords/reset-password";
import { upgradeHash } from "@/lib/auth/passwords/upgrade-hash";
import { readSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { hashToken, newToken } from "@/lib/auth/token";
import { newId } from "@/lib/kernel/id";

const first = "seven quiet herons at dusk";
/** long, different each time, and on no list */
const another = () => Array.from({ length: 24 }, () => "bcdfghjklmnpqrstvwxz"[randomInt(20)]).join("");
let serial = 0;

describe("a new password", () => {
  let user: { id: string; email: string; name: string };
  let account: TestAccount;

  beforeEach(async () => {
    serial += 1;
    const email = `chooser-${serial}@example.test`;
    user = await withAuthDb((db) => createUser(db, { email, name: "Ana Reyes", password: first }));
    account = await makeAccount(`choosing-${serial}`);
    await asSuperuser(
      "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, $5)",
      [account.id, newId(), user.id, user.email, user.name],
    );
  });

  const signIn = (password: string) =>
    signInWithPassword({ email: user.email, password, address: null, userAgent: null });
  async function signedInBy(secret: string): Promise<SignedIn> {
    const me = await readSession(secret);
    if (!me) throw new Error("this secret opens nothing");
    return me;
  }
  async function signedIn(password: string): Promise<SignedIn> {
    const answer = await signIn(password);
    const me = answer.outcome === "done" ? await readSession(answer.secret) : null;
    if (!me) throw new Error(`was not let in: ${answer.outcome}`);
    return me;
  }
  async function mailedToken(): Promise<string> {
    await asSuperuser("delete from password_reset where user_id = $1", [user.id]);
    await requestPasswordReset(user.email, null);
    const [mail] = await queuedMails(user.email);
    return /\/reset-password\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
  }
  async function invite(email: string): Promise<string> {
    const token = newToken();
    await asSuperuser(
      `insert into invitation (account_id, id, email, role_id, whole_account, group_nos, token_hash, created_by_label, expires_at)
       values ($1, $2, $3, $4, true, '{}', $5, 'Ana Reyes', now() + interval '1 day')`,
      [account.id, newId(), email, account.roles.technician, hashToken("invitation", token)],
    );
    return `${account.id}.${token}`;
  }
  const requireOfEveryone = (graceUntil: Date | null) =>
    asSuperuser(
      `insert into account_policy (account_id, second_factor, grace_until) values ($1, 'everyone', $2)
       on conflict (account_id) do update set second_factor = 'everyone', grace_until = excluded.grace_until`,
      [account.id, graceUntil],
    );
  async function stored(): Promise<string> {
    const [row] = await asSuperuser<{ hash: string }>("select hash from user_password where user_id = $1", [
      user.id,
    ]);
    return row?.hash ?? "";
  }
  const remembered = () =>
    asSuperuser<{ hash: string }>(
      "select hash from password_history where user_id = $1 order by retired_at desc",
      [user.id],
    );

  /** Every road on which somebody chooses a password, as one answer: why not, or null. */
  const roads = {
    change: async (password: string) => {
      // as after the second factor, which some of these accounts ask for
      const me = { ...(await signedIn(first)), complete: true };
      const answer = await changePassword(me, { old: first, new: password }, null);
      return answer.outcome === "refused" ? answer.why : null;
    },
    reset: async (password: string) => {
      const answer = await resetPassword(await mailedToken(), password, null);
      return answer.outcome === "refused" ? answer.why : null;
    },
    invitation: async (password: string) => {
      const link = await invite(`new-${newId()}@example.test`);
      const answer = await acceptInvitation(link, { name: "New Person", password }, null);
      return answer.outcome === "refused" ? (answer.fields.password ?? "") : null;
    },
    creation: (password: string) =>
      withAuthDb((db) =>
        createUser(db, { email: `made-${newId()}@example.test`, name: "New Person", password }),
      ).then(
        () => null,
        (error: Error) => error.message,
      ),
  };

  it("gives the session that chose it a new secret: a copy of the cookie is worth nothing any more", async () => {
    const begun = await signIn(first);
    if (begun.outcome !== "done") throw new Error("was not let in");
    const me = await signedInBy(begun.secret);
    const second = another();
    const answer = await changePassword(me, { old: first, new: second }, null);
    if (answer.outcome !== "done") throw new Error(answer.outcome);
    expect(await readSession(begun.secret)).toBeNull();
    expect(await signedInBy(answer.secret)).toMatchObject({ sessionId: me.sessionId, proof: me.proof });
    // a request that was under way when its session ended changes nothing
    await asSuperuser("update session set revoked_at = now() where id = $1", [me.sessionId]);
    const before = await stored();
    await expect(changePassword(me, { old: second, new: another() }, null)).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(await stored()).toBe(before);
  });

  it.each(Object.entries(roads))("by %s is judged by every rule", async (road, choose) => {
    const before = await stored();
    for (const [password, why] of [
      ["herons at dusk", /at least 15/],
      ["1qaz2wsx3edc4rfv", /known from break-ins/],
      ["jackiechanrules", /known from break-ins/],
      ["PASSWORDPASSWORD", /known from break-ins/],
      ["~".repeat(23), /easy to guess/],
      ["cordon 2026 cordon 2026", /little more than|easy to guess/],
      ["x".repeat(10_240), /at most 1024/],
    ] as const)
      expect(await choose(password), password).toMatch(why);
    if (road === "change" || road === "invitation" || road === "reset")
      expect(await choose(`account ${account.slug} 7`)).toMatch(/little more than/);
    expect(await stored()).toBe(before);
    expect(await choose(another())).toBeNull();
  });

  it("may be eight characters where everybody's second factor is required by now, and there only", async () => {
    const short = "kv7xqwpz";
    const { change, reset, invitation, creation } = roads;
    for (const grace of ["none", new Date(Date.now() + 60_000)] as const) {
      if (grace !== "none") await requireOfEveryone(grace);
      for (const road of [change, reset, invitation]) expect(await road(short)).toMatch(/at least 15/);
    }
    await requireOfEveryone(new Date(Date.now() - 1_000));
    expect((await readInvitation(await invite("x@example.test")))?.passwordRules.minimum).toBe(8);
    expect((await readReset(await mailedToken()))?.rules.minimum).toBe(8);
    for (const road of [change, reset, invitation]) expect(await road("kv7xqwp")).toMatch(/at least 8/);
    expect(await invitation(short)).toBeNull();
    expect(await creation(short)).toMatch(/at least 15/);
    expect(await change(short)).toBeNull();

    const lenient = await makeAccount(`lenient-${serial}`);
    await asSuperuser(
      "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, $5)",
      [lenient.id, newId(), user.id, user.email, user.name],
    );
    expect(await reset("zpwqx7vk")).toMatch(/at least 15/);
  });

  it("is neither the present nor one of the ten before, on either road, and ten are remembered", async () => {
    const passwords = [first];
    for (let i = 0; i < 11; i += 1) {
      const next = another();
      const me = await signedIn(passwords.at(-1) ?? "");
      expect(await changePassword(me, { old: passwords.at(-1) ?? "", new: next }, null)).toMatchObject({
        outcome: "done",
      });
      passwords.push(next);
    }
    expect(await remembered()).toHaveLength(10);
    const present = passwords.at(-1) ?? "";
    const me = await signedIn(present);
    const token = await mailedToken();
    for (const used of passwords.slice(1)) {
      expect(await changePassword(me, { old: present, new: used }, null)).toMatchObject({
        outcome: "refused",
        why: expect.stringMatching(used === present ? /your present password/ : /used this password before/),
      });
      expect(await resetPassword(token, used, null)).toMatchObject({ outcome: "refused" });
    }
    // the eleventh before is forgotten
    expect(await resetPassword(token, first, null)).toEqual({ outcome: "done" });
    expect(await remembered()).toHaveLength(10);
  });

  it("is kept exactly as it was typed", async () => {
    const typed = "  Seven quiet\0 he\u0301rons ";
    const me = await signedIn(first);
    expect(await changePassword(me, { old: first, new: typed }, null)).toMatchObject({ outcome: "done" });
    expect(await signIn(typed)).toMatchObject({ outcome: "done" });
    expect(await signIn(typed.normalize("NFC"))).toMatchObject({ outcome: "done" });
    for (const other of [typed.trim(), typed.toLowerCase(), typed.replace("\0", ""), `${typed} `])
      expect(await signIn(other)).toEqual({ outcome: "refused" });
  });

  it("is not set with the old one alone while a second factor is still to be shown or set up", async () => {
    const me = await signedIn(first);
    const before = await stored();
    for (const waitingFor of ["second_factor", "enrolment"] as const)
      await expect(
        changePassword({ ...me, complete: false, waitingFor }, { old: first, new: another() }, null),
      ).rejects.toMatchObject({ code: "incomplete_sign_in" });
    expect(await stored()).toBe(before);
  });

  it("is set by one of many changes at the same moment, and the others' old one is wrong by then", async () => {
    const me = await signedIn(first);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => changePassword(me, { old: first, new: another() }, null)),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["done", ...Array(5).fill("wrong")]);
    expect(await remembered()).toHaveLength(1);
  });

  it("needs the old one, and each wrong one counts as a failed attempt to sign in", async () => {
    const me = await signedIn(first);
    for (const old of ["", "wrong", first.toUpperCase(), `${first} `, "x".repeat(100_000)])
      expect(await changePassword(me, { old, new: another() }, null)).toEqual({ outcome: "wrong" });
    for (let i = 0; i < 5; i += 1) await changePassword(me, { old: "wrong", new: another() }, null);
    expect(await signIn(first)).toMatchObject({ outcome: "throttled" });
    expect(await changePassword(me, { old: first, new: another() }, null)).toMatchObject({
      outcome: "throttled",
    });
  });

  describe("whose hash was made at another cost", () => {
    const cheap = () => argon2(first, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    beforeEach(async () => {
      await asSuperuser("update user_password set hash = $1 where user_id = $2", [await cheap(), user.id]);
    });

    it("has a new hash once it was right, and only then, and no new date", async () => {
      const changed = () => asSuperuser("select changed_at from user_password where user_id = $1", [user.id]);
      const [before, since] = [await stored(), await changed()];
      await signIn("wrong");
      expect(await stored()).toBe(before);
      expect(await signIn(first)).toMatchObject({ outcome: "done" });
      const upgraded = await stored();
      expect(upgraded).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(await changed()).toEqual(since);
      expect(await remembered()).toEqual([]);
      expect(await signIn(first)).toMatchObject({ outcome: "done" });
      expect(await stored()).toBe(upgraded);
    });

    it("does not come back over one that was set meanwhile", async () => {
      const old = await stored();
      expect(await resetPassword(await mailedToken(), "eight loud herons at dawn", null)).toEqual({
        outcome: "done",
      });
      const set = await stored();
      await upgradeHash(user.id, old, first);
      expect(await stored()).toBe(set);
    });

    it("can be changed while a sign-in makes it anew", async () => {
      const me = await signedIn(first);
      await asSuperuser("update user_password set hash = $1 where user_id = $2", [await cheap(), user.id]);
      const next = another();
      const [changed] = await Promise.all([
        changePassword(me, { old: first, new: next }, null),
        signIn(first),
        signIn(first),
      ]);
      expect(changed).toMatchObject({ outcome: "done" });
      expect(await verifyPassword(await stored(), next)).toBe(true);
    });
  });

  it("is asked of nobody because time has passed", async () => {
    await asSuperuser("update user_password set changed_at = now() - interval '5 years' where user_id = $1", [
      user.id,
    ]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5 * 365 * 86_400_000 });
    try {
      const answer = await signIn(first);
      expect(answer).toMatchObject({ outcome: "done" });
    } finally {
      vi.useRealTimers();
    }
    expect(await signedIn(first)).toMatchObject({ complete: true, waitingFor: null });
  });

  it("is written by two files alone, of what was judged or was right", () => {
    const writes = ["store-password.ts", "upgrade-hash.ts"].map((file) =>
      readFileSync(`lib/auth/passwords/${file}`, "utf8"),
    );
    const pattern = /(?:insertInto|updateTable|deleteFrom|mergeInto)\("user_password"\)/g;
    expect(writes.flatMap((text) => text.match(pattern) ?? [])).toHaveLength(3);
    for (const file of ["invitations/accept-invitation.ts", "create-user.ts", "sign-in/sign-in.ts"])
      expect(readFileSync(`lib/auth/${file}`, "utf8")).not.toMatch(pattern);
  });
});
