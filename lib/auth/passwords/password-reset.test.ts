import { beforeEach, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser, makeAccount } from "@/db/testing/estate";
import { queuedMails } from "@/db/testing/queued-mails";
import { createUser } from "@/lib/auth/create-user";
import { acceptInvitation } from "@/lib/auth/invitations/accept-invitation";
import { changePassword } from "@/lib/auth/passwords/change-password";
import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { readReset, resetPassword } from "@/lib/auth/passwords/reset-password";
import { readSession } from "@/lib/auth/sessions/read-session";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";

const password = "seven quiet herons at dusk";
const better = "eight loud herons at dawn";
let serial = 0;

describe("a new password by mail", () => {
  let email: string;

  beforeEach(async () => {
    serial += 1;
    email = `reset-${serial}@example.test`;
    await withAuthDb((db) => createUser(db, { email, name: "Ana\r\nBcc: eve@attacker.example", password }));
  });

  const signIn = (secret: string) =>
    signInWithPassword({ email, password: secret, address: null, userAgent: null });
  async function mailedToken(): Promise<string> {
    await requestPasswordReset(email.toUpperCase(), "192.0.2.7");
    const [mail] = await queuedMails(email);
    return /\/reset-password\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
  }

  it("is set once with the link, ends every session, signs nobody in, and is told by mail", async () => {
    const before = await signIn(password);
    if (before.outcome !== "done") throw new Error("was not let in");
    const token = await mailedToken();
    expect(await resetPassword(token, better, null)).toEqual({ outcome: "done" });
    expect(await readSession(before.secret)).toBeNull();
    const [open] = await asSuperuser<{ n: number }>(
      "select count(*)::int as n from session s join app_user u on u.id = s.user_id where u.email = $1 and s.revoked_at is null",
      [email],
    );
    expect(open?.n).toBe(0);
    expect(await signIn(password)).toEqual({ outcome: "refused" });
    expect(await signIn(better)).toMatchObject({ outcome: "done" });
    expect((await queuedMails(email))[0]?.subject).toBe("Your Cordon password was changed");

    expect(await resetPassword(token, "nine sleepy herons at noon", null)).toEqual({ outcome: "unusable" });
    expect(await signIn(better)).toMatchObject({ outcome: "done" });
  });

  it("changes nothing until the link is used, and nothing but by it", async () => {
    await mailedToken();
    expect(await signIn(password)).toMatchObject({ outcome: "done" });
    for (const made of ["", "x", "A".repeat(43), `${"A".repeat(42)}%`])
      expect(await resetPassword(made, better, null)).toEqual({ outcome: "unusable" });
    const [stored] = await asSuperuser<{ hash: string }>(
      "select encode(r.token_hash, 'hex') as hash from password_reset r join app_user u on u.id = r.user_id where u.email = $1",
      [email],
    );
    expect(await resetPassword(stored?.hash ?? "", better, null)).toEqual({ outcome: "unusable" });
  });

  it("succeeds once of fifty at the same moment", async () => {
    const token = await mailedToken();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => resetPassword(token, `${better} number ${i}`, null)),
    );
    expect(answers.filter((answer) => answer.outcome === "done")).toHaveLength(1);
  });

  it("cannot be had with an old link, an older one of two, or for somebody disabled", async () => {
    const [first, second] = [await mailedToken(), await mailedToken()];
    expect(await resetPassword(second, better, null)).toEqual({ outcome: "done" });
    expect(await resetPassword(first, password, null)).toEqual({ outcome: "unusable" });
    const expired = await mailedToken();
    await asSuperuser("update password_reset set expires_at = now() - interval '1 second'");
    expect(await readReset(expired)).toBeNull();
    expect(await resetPassword(expired, password, null)).toEqual({ outcome: "unusable" });
  });

  it("is refused, and the link kept, when the password is too weak", async () => {
    const token = await mailedToken();
    expect(await resetPassword(token, "too short", null)).toMatchObject({ outcome: "refused" });
    expect(await resetPassword(token, better, null)).toEqual({ outcome: "done" });
  });

  it("opens an account that failures had closed", async () => {
    await asSuperuser("delete from sign_in_throttle");
    for (let i = 0; i < 10; i += 1) await signIn("wrong");
    expect(await signIn(password)).toMatchObject({ outcome: "throttled" });
    expect(await resetPassword(await mailedToken(), better, null)).toEqual({ outcome: "done" });
    expect(await signIn(better)).toMatchObject({ outcome: "done" });
  });

  it("is mailed to the stored address only, with a link from configuration, three times an hour", async () => {
    for (const typed of [
      email,
      `${email},eve@attacker.example`,
      `eve@attacker.example,${email}`,
      email.replace("@", "\uff20"),
      `"${email}"@attacker.example`,
      `${email}\r\nbcc: eve@attacker.example`,
      `nobody-${serial}@example.test`,
      { email },
    ])
      await requestPasswordReset(typed, "192.0.2.7");
    const everything = await queuedMails();
    const asStored = await asSuperuser("select data from pgboss.job where name = 'send-mail'");
    expect(JSON.stringify(asStored)).not.toMatch(/reset-password|@/);
    expect(everything.filter((mail) => /attacker|nobody|,/.test(mail.to))).toEqual([]);
    const mails = await queuedMails(email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toMatch(/http:\/\/portal\.test\/reset-password\/[\w-]{43}\n/);
    expect(mails[0]?.text).toContain("Hello Ana Bcc: eve@attacker.example,");
    for (let i = 0; i < 8; i += 1) await requestPasswordReset(email, null);
    expect(await queuedMails(email)).toHaveLength(3);
  });

  it("is no way into anything else: a reset link is neither an invitation nor a session", async () => {
    const account = await makeAccount(`purpose-${serial}`);
    const token = await mailedToken();
    expect(await readSession(token)).toBeNull();
    expect(await acceptInvitation(`${account.id}.${token}`, { name: "Ana", password: better }, null)).toEqual(
      {
        outcome: "unusable",
      },
    );
    const session = await signIn(password);
    if (session.outcome !== "done") throw new Error("was not let in");
    expect(await resetPassword(session.secret, better, null)).toEqual({ outcome: "unusable" });
  });

  it("by the old password needs that one, ends the other sessions and keeps this", async () => {
    const [here, there] = [await signIn(password), await signIn(password)];
    if (here.outcome !== "done" || there.outcome !== "done") throw new Error("was not let in");
    const me = await readSession(here.secret);
    if (!me) throw new Error("no session");
    expect(await changePassword(me, { old: better, new: better }, null)).toEqual({ outcome: "wrong" });
    expect(await changePassword(me, { old: password, new: password }, null)).toMatchObject({
      outcome: "refused",
    });
    const changed = await changePassword(me, { old: password, new: better }, null);
    if (changed.outcome !== "done") throw new Error(changed.outcome);
    expect(await readSession(changed.secret)).not.toBeNull();
    expect(await readSession(here.secret)).toBeNull();
    expect(await readSession(there.secret)).toBeNull();
    for (let i = 0; i < 10; i += 1) await changePassword(me, { old: "guess", new: better }, null);
    expect(await changePassword(me, { old: better, new: password }, null)).toMatchObject({
      outcome: "throttled",
    });
  });
});
