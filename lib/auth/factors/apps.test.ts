import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closePools } from "@/db/pools";
import { asSuperuser, makeMember } from "@/db/testing/estate";
import {
  appCode,
  enrolApp,
  joinAccountWith,
  makePerson,
  opened,
  type Person,
  signIn,
} from "@/db/testing/person";
import { queuedMails } from "@/db/testing/queued-mails";
import { confirmApp } from "@/lib/auth/factors/confirm-app";
import { proveWithCode } from "@/lib/auth/factors/prove-with-code";
import { startApp } from "@/lib/auth/factors/start-app";
import { readSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";

const unspaced = (key: string) => key.replaceAll(" ", "");
const prove = (me: SignedIn, code: string) => proveWithCode(me, { kind: "app", code }, "192.0.2.7");
const events = (person: Person) =>
  asSuperuser<{ action: string; detail: Record<string, unknown> }>(
    "select action, detail from platform_event where actor_id = $1 order by id",
    [person.id],
  );
const pass = (seconds: number) =>
  asSuperuser("update sign_in_throttle set blocked_until = blocked_until - make_interval(secs => $1)", [
    seconds,
  ]);

describe("an authenticator app", () => {
  let ana: Person;
  beforeEach(async () => {
    ana = await makePerson();
  });
  afterEach(() => vi.useRealTimers());

  describe("being set up", () => {
    it("is shown as QR and key, replaces nothing, and counts once a code proves it", async () => {
      const me = await signIn(ana);
      const started = await startApp(me);
      expect(started.svg).toMatch(/^<svg[^>]*>.*<\/svg>\s*$/s);
      expect(started.svg).not.toMatch(/<script|href|on\w+=/i);
      expect(started.key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
      expect(started.uri).toContain(unspaced(started.key));
      const minutes = (Date.parse(started.expiresAt) - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(9.9);
      expect(minutes).toBeLessThanOrEqual(10);
      expect(await asSuperuser("select id from totp_app where user_id = $1", [ana.id])).toEqual([]);
      expect((await signIn(ana)).complete).toBe(true);

      const code = appCode(unspaced(started.key));
      const answer = await confirmApp(
        me,
        { name: "  My phone ", code: `${code.slice(0, 3)} ${code.slice(3)}` },
        null,
      );
      expect(answer).toMatchObject({ outcome: "done", first: true });
      if (answer.outcome !== "done") return;
      expect(await opened(answer.secret)).toMatchObject({
        complete: true,
        factors: ["app"],
        proof: { with: "app" },
      });
      expect(await asSuperuser("select name from totp_app where user_id = $1", [ana.id])).toEqual([
        { name: "My phone" },
      ]);
      expect((await queuedMails(ana.email))[0]).toMatchObject({
        subject: "A second factor was added to your Cordon sign-in",
        text: expect.stringContaining('authenticator app "My phone"'),
      });
      expect((await events(ana)).at(-1)).toMatchObject({
        action: "factor.enrolled",
        detail: { kind: "app", name: "My phone" },
      });
      const second = await enrolApp(await opened(answer.secret), "Tablet");
      expect(second.me.factors).toEqual(["app"]);
      expect(await prove(second.me, appCode(second.secret))).toMatchObject({ outcome: "done" });
    });

    it("gives the session another secret, and the one before opens nothing", async () => {
      const answer = await signIn(ana);
      const [before] = await asSuperuser("select token_hash from session where id = $1", [answer.sessionId]);
      await enrolApp(answer);
      const [after] = await asSuperuser("select token_hash from session where id = $1", [answer.sessionId]);
      expect(after).not.toEqual(before);
    });

    it("uses up the code that proved it", async () => {
      const me = await signIn(ana);
      const secret = unspaced((await startApp(me)).key);
      const code = appCode(secret);
      await confirmApp(me, { name: "Phone", code }, null);
      const half = await signIn(ana);
      expect(half.waitingFor).toBe("second_factor");
      expect(await prove(half, code)).toMatchObject({
        outcome: "wrong",
        message: expect.stringContaining("used already"),
      });
    });

    it("is over after ten minutes, after ten wrong codes, and when begun anew", async () => {
      const me = await signIn(ana);
      const first = unspaced((await startApp(me)).key);
      const second = unspaced((await startApp(me)).key);
      expect(await confirmApp(me, { name: "Phone", code: appCode(first) }, null)).toMatchObject({
        outcome: "wrong",
      });
      for (let i = 0; i < 9; i += 1)
        expect(await confirmApp(me, { name: "Phone", code: "x" }, null)).toMatchObject({ outcome: "wrong" });
      expect(await confirmApp(me, { name: "Phone", code: appCode(second) }, null)).toEqual({
        outcome: "expired",
      });

      const third = unspaced((await startApp(me)).key);
      await asSuperuser("update totp_enrolment set expires_at = now() - interval '1 second'");
      expect(await confirmApp(me, { name: "Phone", code: appCode(third) }, null)).toEqual({
        outcome: "expired",
      });
      expect(await asSuperuser("select id from totp_app where user_id = $1", [ana.id])).toEqual([]);
    });

    it("belongs to the session that began it, and to its person", async () => {
      const [one, other] = [await signIn(ana), await signIn(ana)];
      const secret = unspaced((await startApp(one)).key);
      expect(await confirmApp(other, { name: "Phone", code: appCode(secret) }, null)).toEqual({
        outcome: "expired",
      });
      const eve = await signIn(await makePerson("Eve"));
      expect(await confirmApp(eve, { name: "Phone", code: appCode(secret) }, null)).toEqual({
        outcome: "expired",
      });
      const forged = { ...eve, sessionId: one.sessionId };
      await expect(confirmApp(forged, { name: "Phone", code: appCode(secret) }, null)).rejects.toMatchObject({
        code: "unauthenticated",
      });
    });

    it("succeeds once of twenty at the same moment", async () => {
      const me = await signIn(ana);
      const code = appCode(unspaced((await startApp(me)).key));
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) => confirmApp(me, { name: `Phone ${i}`, code }, null)),
      );
      const done = answers.filter((each) => each.status === "fulfilled" && each.value.outcome === "done");
      expect(done).toHaveLength(1);
      expect(await asSuperuser("select id from totp_app where user_id = $1", [ana.id])).toHaveLength(1);
    });

    it("says when the phone's clock is wrong, either way", async () => {
      const me = await signIn(ana);
      const secret = unspaced((await startApp(me)).key);
      for (const [minutes, way] of [
        [-4, "behind"],
        [4, "ahead"],
      ] as const) {
        const code = appCode(secret, new Date(Date.now() + minutes * 60_000));
        expect(await confirmApp(me, { name: "Phone", code }, null)).toMatchObject({
          outcome: "wrong",
          hint: expect.stringContaining(`about 4 minutes ${way}`),
        });
      }
    });

    it("needs a name that stays on its line, a kind that every account allows, and has its limit of five", async () => {
      const me = await signIn(ana);
      await startApp(me);
      for (const name of ["", "  ", "a\nb", "x".repeat(101), "\0"])
        expect(await confirmApp(me, { name, code: "123456" }, null)).toMatchObject({
          outcome: "refused",
          field: "name",
        });
      let mine = me;
      for (let i = 0; i < 5; i += 1) mine = (await enrolApp(mine, `App ${i}`)).me;
      await expect(startApp(mine)).rejects.toMatchObject({ code: "conflict" });

      const bob = await makePerson("Bob");
      await joinAccountWith(bob, { kinds: ["key"] });
      await expect(startApp(await signIn(bob))).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("does not allow"),
      });
    });

    it("is told in the log of every account of its owner, and in no other", async () => {
      const account = await joinAccountWith(ana, {});
      const elsewhere = await joinAccountWith(await makePerson("Bob"), {});
      await makeMember(account, ["audit.view"]);
      await enrolApp(await signIn(ana), "Tablet");
      const told = await asSuperuser(
        "select account_id, actor_id, operation, target_kind, detail from audit_event where action = 'factor.enrolled' and account_id = any ($1)",
        [[account.id, elsewhere.id]],
      );
      expect(told).toEqual([
        {
          account_id: account.id,
          actor_id: ana.id,
          operation: "factor.enrol",
          target_kind: "member",
          detail: { kind: "app", name: "Tablet" },
        },
      ]);
    });
  });

  describe("being shown", () => {
    it("completes a half session, under a new secret", async () => {
      const { secret } = await enrolApp(await signIn(ana));
      const half = await signIn(ana);
      expect(half).toMatchObject({ complete: false, waitingFor: "second_factor" });
      const answer = await prove(half, appCode(secret));
      if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
      expect(await opened(answer.secret)).toMatchObject({
        sessionId: half.sessionId,
        complete: true,
        waitingFor: null,
        proof: { with: "app" },
      });
      expect((await events(ana)).at(-1)).toMatchObject({
        action: "session.confirmed",
        detail: { with: "app", session: half.sessionId },
      });
    });

    it("lifts no other session of the same person", async () => {
      const { secret } = await enrolApp(await signIn(ana));
      const [one, other] = [await signIn(ana), await signIn(ana)];
      expect(await prove(one, appCode(secret))).toMatchObject({ outcome: "done" });
      const [state] = await asSuperuser<{ complete: boolean; proofs: string[] }>(
        "select complete, proofs from session where id = $1",
        [other.sessionId],
      );
      expect(state).toEqual({ complete: false, proofs: ["password"] });
    });

    it("once: the same code does not serve again, in the same session, another one, or for a hundred at once", async () => {
      const { me, secret } = await enrolApp(await signIn(ana));
      const half = await signIn(ana);
      const code = appCode(secret);
      const answers = await Promise.all(Array.from({ length: 100 }, () => prove(half, code)));
      expect(answers.filter((each) => each.outcome === "done")).toHaveLength(1);
      await asSuperuser("delete from sign_in_throttle");
      expect(await prove(half, code)).toMatchObject({ outcome: "wrong" });
      expect(await prove(me, code)).toMatchObject({ outcome: "wrong" });
      expect(await prove(await signIn(ana), code)).toMatchObject({ outcome: "wrong" });
    });

    it("once, also after everything was started anew", async () => {
      const { secret } = await enrolApp(await signIn(ana));
      const half = await signIn(ana);
      const code = appCode(secret);
      expect(await prove(half, code)).toMatchObject({ outcome: "done" });
      await closePools();
      vi.resetModules();
      const anew = await import("@/lib/auth/factors/prove-with-code");
      const again = await anew.proveWithCode(half, { kind: "app", code }, null);
      expect(again).toMatchObject({ outcome: "wrong" });
      const { closePools: closeAnew } = await import("@/db/pools");
      await closeAnew();
    });

    it("takes no code of a step before the last one used", async () => {
      const { me, secret } = await enrolApp(await signIn(ana));
      vi.useFakeTimers({ toFake: ["Date"] });
      const start = Math.ceil(Date.now() / 30_000) * 30_000 + 1_000;
      vi.setSystemTime(start + 30_000);
      const [previous, present] = [appCode(secret, new Date(start)), appCode(secret)];
      expect(await prove(me, present)).toMatchObject({ outcome: "done" });
      expect(await prove(me, previous)).toMatchObject({ outcome: "wrong" });
      vi.setSystemTime(start + 55_000);
      expect(await prove(me, previous)).toMatchObject({ outcome: "wrong" });
    });

    it("of one person opens nothing of another's", async () => {
      const mine = await enrolApp(await signIn(ana));
      const bob = await makePerson("Bob");
      await enrolApp(await signIn(bob));
      const half = await signIn(bob);
      expect(await prove(half, appCode(mine.secret))).toMatchObject({ outcome: "wrong" });
      expect((await readHalf(half)).complete).toBe(false);
    });

    it("six times free, then after waits, ten in a quarter of an hour; whichever session asks", async () => {
      const { secret } = await enrolApp(await signIn(ana));
      const outcomes: string[] = [];
      for (let i = 0; i < 8; i += 1) outcomes.push((await prove(await signIn(ana), "000000")).outcome);
      expect(outcomes).toEqual([...Array(6).fill("wrong"), "throttled", "throttled"]);
      expect(await prove(await signIn(ana), appCode(secret))).toMatchObject({ outcome: "throttled" });
      const waits: number[] = [];
      for (let waited = 0; waited <= 900; ) {
        const held = await prove(await signIn(ana), "000000");
        if (held.outcome !== "throttled") throw new Error(held.outcome);
        waits.push(held.waitSeconds);
        await pass(held.waitSeconds);
        waited += held.waitSeconds;
        if (waited <= 900)
          expect(await prove(await signIn(ana), "000000")).toMatchObject({ outcome: "wrong" });
      }
      expect(waits.map((wait) => Math.round(wait / 30) * 30)).toEqual([30, 60, 120, 240, 480]);
      const [count] = await asSuperuser<{ failures: number }>(
        "select failures from sign_in_throttle where subject = $1",
        [`factor:app:${ana.id}`],
      );
      expect(count?.failures).toBe(10);
    });

    it("a hundred at once are checked six times", async () => {
      await enrolApp(await signIn(ana));
      const half = await signIn(ana);
      const answers = await Promise.all(Array.from({ length: 100 }, () => prove(half, "000000")));
      expect(answers.filter((each) => each.outcome === "wrong")).toHaveLength(6);
    });

    it("malformed codes are counted like others", async () => {
      const { secret } = await enrolApp(await signIn(ana));
      const half = await signIn(ana);
      for (const code of ["", "1", "abcdef", "1234567", "१२३४५६", "\0"])
        expect(await prove(half, code)).toMatchObject({ outcome: "wrong" });
      expect(await prove(half, appCode(secret))).toMatchObject({ outcome: "throttled" });
    });

    it("never again after a hundred failures, until it is set up anew", async () => {
      const { me, secret, id } = await enrolApp(await signIn(ana));
      const half = await signIn(ana);
      await prove(half, "000000");
      await asSuperuser("update sign_in_throttle set failures = 99 where subject = $1", [
        `factor:app:${ana.id}`,
      ]);
      await prove(half, "000000");
      expect((await events(ana)).map((each) => each.action)).toContain("factor.disabled");
      expect((await queuedMails(ana.email))[0]?.subject).toBe(
        "A second factor of your Cordon sign-in was disabled",
      );
      await pass(4_000);
      expect(await prove(half, appCode(secret))).toEqual({ outcome: "disabled" });
      await asSuperuser("update sign_in_throttle set last_failure_at = now() - interval '200 days'");
      expect(await prove(half, appCode(secret))).toEqual({ outcome: "disabled" });
      const anew = await enrolApp(me, "Another phone");
      expect(anew.id).not.toBe(id);
      expect(await prove(half, appCode(anew.secret))).toMatchObject({ outcome: "done" });
    });

    it("wrong after the right password, its owner is told, and the log; the code is in neither", async () => {
      await enrolApp(await signIn(ana));
      const half = await signIn(ana);
      await prove(half, "918273");
      const [mail] = await queuedMails(ana.email);
      expect(mail?.subject).toBe("A wrong second factor was shown for your Cordon sign-in");
      expect(mail?.text).toContain("192.0.2.7");
      await prove(half, "918273");
      const refused = (await queuedMails(ana.email)).filter((each) =>
        /wrong second factor/.test(each.subject),
      );
      expect(refused).toHaveLength(1);
      const told = await events(ana);
      expect(told.filter((each) => each.action === "factor.refused")).toHaveLength(2);
      expect(JSON.stringify([told, await queuedMails(ana.email)])).not.toContain("918273");
    });

    it("hints at a clock that is behind, still counts it, and hints at no code that is yet to come", async () => {
      const { secret } = await enrolApp(await signIn(ana));
      const half = await signIn(ana);
      const behind = appCode(secret, new Date(Date.now() - 5 * 60_000));
      expect(await prove(half, behind)).toMatchObject({
        outcome: "wrong",
        hint: expect.stringContaining("5 minutes behind"),
      });
      const ahead = await prove(half, appCode(secret, new Date(Date.now() + 5 * 60_000)));
      expect(ahead).toMatchObject({ outcome: "wrong" });
      expect(ahead).not.toHaveProperty("hint");
      const [count] = await asSuperuser<{ failures: number }>(
        "select failures from sign_in_throttle where subject = $1",
        [`factor:app:${ana.id}`],
      );
      expect(count?.failures).toBe(2);
    });

    it("with an ended session, opens nothing and uses nothing up", async () => {
      const { me, secret } = await enrolApp(await signIn(ana));
      const half = await signIn(ana);
      await asSuperuser(
        "update session set revoked_at = now(), revoked_reason = 'signed out' where id = $1",
        [half.sessionId],
      );
      await expect(prove(half, appCode(secret))).rejects.toMatchObject({ code: "unauthenticated" });
      expect(await prove(me, appCode(secret))).toMatchObject({ outcome: "done" });
    });

    it("by oathtool, an implementation that is not ours, where it is installed", async (test) => {
      const me = await signIn(ana);
      const secret = unspaced((await startApp(me)).key);
      const show = () => execFileSync("oathtool", ["--totp", "--base32", secret]).toString().trim();
      try {
        show();
      } catch {
        return test.skip("oathtool is not installed");
      }
      const enrolled = await confirmApp(me, { name: "oathtool", code: show() }, null);
      expect(enrolled).toMatchObject({ outcome: "done" });
      await asSuperuser("update totp_app set last_step = last_step - 1 where user_id = $1", [ana.id]);
      expect(await prove(await signIn(ana), show())).toMatchObject({ outcome: "done" });
    });
  });

  it("has a secret that is sealed, for its owner alone, and that no web role can read", async () => {
    const { secret } = await enrolApp(await signIn(ana));
    const stored = JSON.stringify(await asSuperuser("select * from totp_app"));
    expect(stored).not.toContain(secret);
    for (const role of ["cordon_web", "cordon_web_groups", "cordon_worker", "cordon_ingest"])
      for (const read of [
        "secret from totp_app",
        "secret from totp_enrolment",
        "public_key from security_key",
        "number from phone",
        "hash from phone_code",
        "hash from recovery_code",
        "salt from recovery_set",
        "hash from password_history",
      ])
        await expect(
          asSuperuser(`do $$ begin set local role ${role}; perform ${read}; end $$`),
          `${role}: ${read}`,
        ).rejects.toMatchObject({ code: "42501" });
  });
});

async function readHalf(me: SignedIn): Promise<{ complete: boolean }> {
  const [row] = await asSuperuser<{ complete: boolean }>("select complete from session where id = $1", [
    me.sessionId,
  ]);
  expect(await readSession("A".repeat(43))).toBeNull();
  return row ?? { complete: false };
}
