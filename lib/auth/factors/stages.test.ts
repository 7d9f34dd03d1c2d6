import { beforeEach, describe, expect, it } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import {
  aged,
  appCode,
  enrolApp,
  joinAccountWith,
  makePerson,
  opened,
  type Person,
  password,
  signIn,
} from "@/db/testing/person";
import { queuedMails } from "@/db/testing/queued-mails";
import { SoftKey } from "@/db/testing/soft-key";
import type { FactorKind } from "@/lib/access/proof";
import { confirmApp } from "@/lib/auth/factors/confirm-app";
import { confirmPhone } from "@/lib/auth/factors/confirm-phone";
import { finishKey } from "@/lib/auth/factors/finish-key";
import { listFactors } from "@/lib/auth/factors/list-factors";
import { makeRecoveryCodes } from "@/lib/auth/factors/make-recovery-codes";
import { proveWithCode } from "@/lib/auth/factors/prove-with-code";
import { proveWithKey } from "@/lib/auth/factors/prove-with-key";
import { proveWithPassword } from "@/lib/auth/factors/prove-with-password";
import { removeFactor } from "@/lib/auth/factors/remove-factor";
import { renameFactor } from "@/lib/auth/factors/rename-factor";
import { startApp } from "@/lib/auth/factors/start-app";
import { startKey } from "@/lib/auth/factors/start-key";
import { startKeyProof } from "@/lib/auth/factors/start-key-proof";
import { startPhone } from "@/lib/auth/factors/start-phone";
import { waysToProve } from "@/lib/auth/factors/ways-to-prove";
import { readSession, rereadSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { newId } from "@/lib/kernel/id";

type Attempt = (me: SignedIn) => Promise<unknown>;
const response = {} as never;

/** Everything that looks at or changes what somebody has. */
const managing: [name: string, attempt: Attempt][] = [
  ["list factors", (me) => listFactors(me)],
  ["make recovery codes", (me) => makeRecoveryCodes(me, null)],
  ...(["app", "key", "phone"] satisfies FactorKind[]).flatMap((kind): [string, Attempt][] => [
    [`rename a factor of kind ${kind}`, (me) => renameFactor(me, kind, newId(), "Mine")],
    [`remove a factor of kind ${kind}`, (me) => removeFactor(me, kind, newId(), null)],
  ]),
];
const enrolling: [name: string, attempt: Attempt][] = [
  ["begin an app", (me) => startApp(me)],
  ["confirm an app", (me) => confirmApp(me, { name: "Mine", code: "000000" }, null)],
  ["begin a key", (me) => startKey(me)],
  ["finish a key", (me) => finishKey(me, { name: "Mine", response }, null)],
  ["begin a phone", (me) => startPhone(me, { number: "+447400123456", channel: "text" }, null)],
  ["confirm a phone", (me) => confirmPhone(me, { code: "000000" }, null)],
];

let ana: Person;
beforeEach(async () => {
  ana = await makePerson();
});

describe("a session that has only shown the password of somebody with a second factor", () => {
  it.each([...managing, ...enrolling])("cannot %s", async (_, attempt) => {
    await enrolApp(await signIn(ana));
    const half = await signIn(ana);
    expect(half.waitingFor).toBe("second_factor");
    await expect(attempt(half)).rejects.toMatchObject({ code: "incomplete_sign_in" });
    // not even where it believes itself fresh and complete
    const bold: SignedIn = { ...half, complete: true, waitingFor: null };
    await expect(attempt(bold)).rejects.toMatchObject({ code: "step_up_required" });
  });

  it("is not completed by the password once more", async () => {
    await enrolApp(await signIn(ana));
    const half = await signIn(ana);
    expect(await proveWithPassword(half, password, null)).toEqual({ outcome: "gone" });
    expect(await proveWithPassword({ ...half, factors: [], waitingFor: null }, password, null)).toEqual({
      outcome: "gone",
    });
    expect(await waysToProve(half)).toMatchObject({ password: false, app: true });
    const [row] = await asSuperuser("select complete from session where id = $1", [half.sessionId]);
    expect(row).toEqual({ complete: false });
  });
});

describe("a session that must set up a second factor", () => {
  beforeEach(async () => {
    await joinAccountWith(ana, { secondFactor: "everyone", kinds: ["app", "key"] });
  });

  it.each(managing)("cannot %s", async (_, attempt) => {
    const me = await signIn(ana);
    expect(me.waitingFor).toBe("enrolment");
    await expect(attempt(me)).rejects.toMatchObject({ code: "enrolment_required" });
  });

  it("sets one up with a fresh password, and is complete with it; with an old one it shows the password again", async () => {
    const stale = await aged(await signIn(ana), 5);
    await expect(startApp(stale)).rejects.toMatchObject({ code: "step_up_required" });
    expect(await waysToProve(stale)).toMatchObject({ password: true, app: false, recovery: false });
    const shown = await proveWithPassword(stale, password, null);
    if (shown.outcome !== "done") throw new Error(JSON.stringify(shown));
    const me = await opened(shown.secret);
    expect(me).toMatchObject({ complete: false, waitingFor: "enrolment" });
    expect((await enrolApp(me)).me).toMatchObject({ complete: true, waitingFor: null });
  });

  it("does so once: what another request set up first must be shown to the next", async () => {
    const me = await signIn(ana);
    await enrolApp(me);
    await expect(startKey(me)).rejects.toMatchObject({ code: "step_up_required" });
    await expect(startApp(await signIn(ana))).rejects.toMatchObject({ code: "incomplete_sign_in" });
  });

  it("is not helped by a kind that the account does not allow", async () => {
    await joinAccountWith(ana, { secondFactor: "everyone", kinds: ["key"] });
    const me = await signIn(ana);
    await expect(startApp(me)).rejects.toMatchObject({ code: "conflict" });
    const key = new SoftKey({ verifies: false });
    const answer = await finishKey(me, { name: "Key", response: key.register(await startKey(me)) }, null);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    expect(await opened(answer.secret)).toMatchObject({ complete: true });
  });
});

describe("a session whose last proof is five minutes old", () => {
  it.each([...managing, ...enrolling])("cannot %s", async (_, attempt) => {
    const { me } = await enrolApp(await signIn(ana));
    await expect(attempt(await aged(me, 5))).rejects.toMatchObject({ code: "step_up_required" });
    const plain = await aged(await signIn(await makePerson("Bob")), 5);
    await expect(attempt(plain)).rejects.toMatchObject({ code: "step_up_required" });
  });

  it("is fresh again with the factor, and not with the password", async () => {
    const { me, secret } = await enrolApp(await signIn(ana));
    const stale = await aged(me, 5);
    expect(await proveWithPassword(stale, password, null)).toEqual({ outcome: "gone" });
    const answer = await proveWithCode(stale, { kind: "app", code: appCode(secret) }, null);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    expect((await listFactors(await opened(answer.secret))).apps).toHaveLength(1);
  });
});

describe("a session that ended while its request was under way", () => {
  const changing = managing.filter(
    ([name]) => !["list factors", "rename a factor of kind phone"].includes(name),
  );
  it.each([...changing, ...enrolling])("cannot %s", async (_, attempt) => {
    const { me } = await enrolApp(await signIn(ana));
    await asSuperuser("update session set revoked_at = now() where id = $1", [me.sessionId]);
    await expect(attempt(me)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("somebody with a key, of whom an account asks for phishing-resistant factors", () => {
  async function withKeyAndApp() {
    const account = await joinAccountWith(ana, { kinds: ["app", "key"] });
    const { me: withApp, secret } = await enrolApp(await signIn(ana));
    const key = new SoftKey({ verifies: true });
    const added = await finishKey(
      withApp,
      { name: "Key", response: key.register(await startKey(withApp)) },
      null,
    );
    if (added.outcome !== "done") throw new Error(JSON.stringify(added));
    const [code = ""] = await makeRecoveryCodes(await opened(added.secret), null);
    await asSuperuser("update account_policy set phishing_resistant = true where account_id = $1", [
      account.id,
    ]);
    await asSuperuser("update totp_app set last_step = 0");
    return { key, code, appCode: appCode(secret) };
  }
  const changing = [...managing, ...enrolling].filter(
    ([name]) => !["list factors", "rename a factor of kind phone"].includes(name),
  );

  it.each(changing)("cannot %s with what can be phished", async (_, attempt) => {
    const { appCode: code } = await withKeyAndApp();
    const shown = await proveWithCode(await signIn(ana), { kind: "app", code }, null);
    if (shown.outcome !== "done") throw new Error(JSON.stringify(shown));
    const me = await opened(shown.secret);
    expect((await listFactors(me)).keys).toHaveLength(1);
    await expect(attempt(me)).rejects.toMatchObject({
      code: "step_up_required",
      fields: { proof: "key_or_recovery" },
    });
  });

  it("adds another with the key, and with a recovery code once the key is lost", async () => {
    const { key, code } = await withKeyAndApp();
    const half = await signIn(ana);
    const shown = await proveWithKey(half, key.sign(await startKeyProof(half)), null);
    if (shown.outcome !== "done") throw new Error(JSON.stringify(shown));
    expect(await startKey(await opened(shown.secret))).toMatchObject({ challenge: expect.any(String) });
    const recovered = await proveWithCode(await signIn(ana), { kind: "recovery", code }, null);
    if (recovered.outcome !== "done") throw new Error(JSON.stringify(recovered));
    expect(await startKey(await opened(recovered.secret))).toMatchObject({ challenge: expect.any(String) });
  });
});

describe("the password as a proof, for somebody without a factor", () => {
  it("renews the session where it is right, and is throttled like signing in where it is not", async () => {
    const me = await aged(await signIn(ana), 5);
    for (let i = 0; i < 9; i += 1)
      expect(await proveWithPassword(me, "wrong", null)).toMatchObject({ outcome: "wrong" });
    const answer = await proveWithPassword(me, password, null);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    expect((await listFactors(await opened(answer.secret))).apps).toEqual([]);
    for (let i = 0; i < 10; i += 1) await proveWithPassword(me, "wrong", null);
    expect(await proveWithPassword(me, password, null)).toMatchObject({ outcome: "throttled" });
  });
});

describe("one's own factors", () => {
  it("are renamed and removed, and other sessions end with them", async () => {
    const account = await joinAccountWith(ana, {});
    const first = await enrolApp(await signIn(ana), "Old phone");
    const { me } = await enrolApp(first.me, "New phone");
    expect(await renameFactor(me, "app", first.id, " Drawer ")).toEqual({ outcome: "done" });
    expect(await renameFactor(me, "app", first.id, "a\nb")).toMatchObject({
      outcome: "refused",
      field: "name",
    });
    expect((await listFactors(me)).apps.map((app) => app.name)).toEqual(["Drawer", "New phone"]);
    const half = await signIn(ana);
    expect(await removeFactor(me, "app", first.id, "192.0.2.7")).toEqual({ outcome: "done" });
    expect((await listFactors(me)).apps.map((app) => app.name)).toEqual(["New phone"]);
    const [ended] = await asSuperuser("select revoked_reason from session where id = $1", [half.sessionId]);
    expect(ended).toEqual({ revoked_reason: "second factor removed" });
    expect((await queuedMails(ana.email))[0]).toMatchObject({
      subject: "A second factor was removed from your Cordon sign-in",
      text: expect.stringContaining('"Drawer"'),
    });
    expect(
      await asSuperuser(
        "select action, detail from audit_event where account_id = $1 and action = 'factor.removed'",
        [account.id],
      ),
    ).toEqual([{ action: "factor.removed", detail: { kind: "app", name: "Drawer" } }]);
    expect(await removeFactor(me, "app", first.id, null)).toEqual({ outcome: "gone" });
  });

  it("are not touched by somebody who knows their ids", async () => {
    const mine = await enrolApp(await signIn(ana));
    const eve = (await enrolApp(await signIn(await makePerson("Eve")))).me;
    expect(await renameFactor(eve, "app", mine.id, "Hers")).toEqual({ outcome: "gone" });
    expect(await removeFactor(eve, "app", mine.id, null)).toEqual({ outcome: "gone" });
    expect((await listFactors(mine.me)).apps.map((app) => app.name)).toEqual(["Phone"]);
  });

  it("keep the last one that counts while an account requires one, and lose it where none does yet", async () => {
    const { me, id } = await enrolApp(await signIn(ana));
    await joinAccountWith(ana, {
      secondFactor: "everyone",
      kinds: ["app", "key"],
      graceUntil: new Date(Date.now() + 86_400_000),
    });
    const again = async () => {
      const now = await rereadSession(me.sessionId);
      if (!now) throw new Error("no session");
      return now;
    };
    const spare = await enrolApp(await again(), "Spare");
    expect(await removeFactor(await again(), "app", spare.id, null)).toEqual({ outcome: "done" });
    await asSuperuser("update account_policy set grace_until = now() - interval '1 minute'");
    expect(await removeFactor(await again(), "app", id, null)).toMatchObject({
      outcome: "refused",
      why: expect.stringContaining("requires a second factor"),
    });
    const key = new SoftKey({ verifies: false });
    const now = await again();
    const shown = key.register(await startKey(now));
    expect(await finishKey(now, { name: "Key", response: shown }, null)).toMatchObject({ outcome: "done" });
    expect(await removeFactor(await again(), "app", id, null)).toEqual({ outcome: "done" });
    await asSuperuser("update account_policy set second_factor = 'nobody'");
    const [stored] = await asSuperuser<{ id: string }>("select id from security_key where user_id = $1", [
      ana.id,
    ]);
    expect(await removeFactor(await again(), "key", stored?.id ?? "", null)).toEqual({ outcome: "done" });
    expect((await again()).factors).toEqual([]);
  });

  it("two requests at once do not remove the last two", async () => {
    await joinAccountWith(ana, { secondFactor: "everyone", kinds: ["app", "key"] });
    const one = await enrolApp(await signIn(ana), "One");
    const two = await enrolApp(one.me, "Two");
    const answers = await Promise.all([
      removeFactor(two.me, "app", one.id, null),
      removeFactor(two.me, "app", two.id, null),
    ]);
    expect(answers.map((answer) => answer.outcome).sort()).toEqual(["done", "refused"]);
  });
});

describe("password and code, each right, wrong or missing, for somebody with and without a second factor", () => {
  const passwords = { right: password, wrong: "eight loud herons at dawn", missing: undefined, empty: "" };
  const codes = ["right", "wrong", "missing", "empty"] as const;

  it.each([true, false])("have exactly one way in (enrolled: %s)", async (enrolled) => {
    const secret = enrolled ? (await enrolApp(await signIn(ana))).secret : null;
    const ways: string[] = [];
    for (const [passwordIs, typed] of Object.entries(passwords))
      for (const codeIs of codes) {
        await asSuperuser("delete from sign_in_throttle");
        await asSuperuser("update totp_app set last_step = 0");
        const right = secret ? appCode(secret) : "123456";
        const code = {
          right,
          wrong: right === "000000" ? "000001" : "000000",
          missing: undefined,
          empty: "",
        }[codeIs];
        // everything at once, under every name a form might use: only the password is looked at
        const extra = {
          code,
          otp: code,
          totp: code,
          token: code,
          secondFactor: code,
          factor: "app",
          complete: true,
        };
        const answer = await signInWithPassword({
          ...extra,
          email: ana.email,
          password: typed,
          address: null,
          userAgent: null,
        });
        if (answer.outcome !== "done") continue;
        let me = await opened(answer.secret);
        if (!me.complete && code !== undefined) {
          const shown = await proveWithCode(me, { kind: "app", code }, null);
          if (shown.outcome === "done") me = await opened(shown.secret);
        }
        if (me.complete) ways.push(`${passwordIs} password, ${codeIs} code`);
      }
    const anyCode = codes.map((code) => `right password, ${code} code`);
    expect(ways).toEqual(enrolled ? ["right password, right code"] : anyCode);
  });

  it("never let in a code without the password, in a session that is made up or somebody else's", async () => {
    const { me, secret } = await enrolApp(await signIn(ana));
    const invented: SignedIn = { ...me, sessionId: newId() };
    await expect(proveWithCode(invented, { kind: "app", code: appCode(secret) }, null)).rejects.toMatchObject(
      {
        code: "unauthenticated",
      },
    );
    expect(await readSession("A".repeat(43))).toBeNull();
  });
});
