import { beforeEach, describe, expect, it } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import {
  aged,
  enrolApp,
  joinAccountWith,
  makePerson,
  opened,
  type Person,
  signIn,
} from "@/db/testing/person";
import { queuedMails } from "@/db/testing/queued-mails";
import { SoftKey } from "@/db/testing/soft-key";
import { finishKey } from "@/lib/auth/factors/finish-key";
import { listFactors } from "@/lib/auth/factors/list-factors";
import { proveWithKey } from "@/lib/auth/factors/prove-with-key";
import { signInWithPasskey } from "@/lib/auth/factors/sign-in-with-passkey";
import { startKey } from "@/lib/auth/factors/start-key";
import { startKeyProof } from "@/lib/auth/factors/start-key-proof";
import { startPasskeySignIn } from "@/lib/auth/factors/start-passkey-sign-in";
import type { SignedIn } from "@/lib/auth/sessions/session";

const from = { address: "192.0.2.7", userAgent: "test" };

async function enrolKey(me: SignedIn, key: SoftKey, name = "Yellow key"): Promise<SignedIn> {
  const answer = await finishKey(me, { name, response: key.register(await startKey(me)) }, null);
  if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
  return opened(answer.secret);
}

describe("a security key", () => {
  let ana: Person;
  let key: SoftKey;
  beforeEach(async () => {
    ana = await makePerson();
    key = new SoftKey({ verifies: false });
    await asSuperuser("delete from sign_in_throttle");
  });

  describe("being set up", () => {
    it("is asked for by this portal, for this person, and not a second time", async () => {
      const me = await signIn(ana);
      const options = await startKey(me);
      expect(options).toMatchObject({
        rp: { id: "portal.test", name: "Cordon" },
        user: { name: ana.email, displayName: ana.name },
        authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
        attestation: "none",
        excludeCredentials: [],
      });
      expect(Buffer.from(options.challenge, "base64url").length).toBeGreaterThanOrEqual(16);
      const mine = await enrolKey(me, key);
      expect(mine).toMatchObject({ complete: true, factors: ["key"], proof: { with: "key" } });
      expect((await startKey(mine)).excludeCredentials).toMatchObject([{ id: key.id }]);
      expect((await queuedMails(ana.email))[0]?.text).toContain('security key or passkey "Yellow key"');
      expect((await listFactors(mine)).keys).toMatchObject([
        { name: "Yellow key", passkey: false, backedUp: false, regressedAt: null },
      ]);
    });

    it("is a passkey where it is discoverable and verified its user", async () => {
      const me = await enrolKey(await signIn(ana), new SoftKey({ verifies: true }), "Laptop");
      const mine = await enrolKey(me, new SoftKey({ verifies: true, discoverable: false }), "Stick");
      const listed = (await listFactors(mine)).keys.map((each) => [each.name, each.passkey]);
      expect(listed).toEqual([
        ["Laptop", true],
        ["Stick", false],
      ]);
    });

    it("answers the session's own challenge, once, in time, for this portal", async () => {
      const [me, other] = [await signIn(ana), await signIn(ana)];
      const options = await startKey(me);
      const finish = (who: SignedIn, over: Parameters<SoftKey["register"]>[1] = {}) =>
        finishKey(
          who,
          { name: "Key", response: new SoftKey({ verifies: false }).register(options, over) },
          null,
        );
      expect(await finish(other)).toEqual({ outcome: "expired" });
      expect(await finish(me, { challenge: "A".repeat(43) })).toEqual({ outcome: "expired" });
      expect(await finish(me, { origin: "http://portal.test.attacker.example" })).toMatchObject({
        outcome: "wrong",
      });
      expect(await finish(me)).toEqual({ outcome: "expired" });
      const again = await startKey(me);
      await asSuperuser("update webauthn_challenge set expires_at = now() - interval '1 second'");
      expect(await finishKey(me, { name: "Key", response: key.register(again) }, null)).toEqual({
        outcome: "expired",
      });
      const third = await startKey(me);
      const elsewhere = key.register(third, { rpId: "attacker.example" });
      expect(await finishKey(me, { name: "Key", response: elsewhere }, null)).toMatchObject({
        outcome: "wrong",
      });
      expect(await asSuperuser("select id from security_key where user_id = $1", [ana.id])).toEqual([]);
    });

    it("does not take a challenge that was made for proving or for signing in", async () => {
      const me = await signIn(ana);
      for (const { challenge } of [await startKeyProof(me), await startPasskeySignIn()]) {
        const response = key.register(await startKey(me), { challenge });
        expect(await finishKey(me, { name: "Key", response }, null)).toEqual({ outcome: "expired" });
      }
    });

    it("is refused where it is somebody else's, and takes nothing from them", async () => {
      await enrolKey(await signIn(ana), key);
      const eve = await signIn(await makePerson("Eve"));
      const copy = new SoftKey({ verifies: true });
      Object.defineProperty(copy, "id", { value: key.id });
      const answer = await finishKey(
        eve,
        { name: "Key", response: copy.register(await startKey(eve)) },
        null,
      );
      expect(answer).toMatchObject({ outcome: "refused" });
      const owners = await asSuperuser("select user_id from security_key where credential_id = $1", [key.id]);
      expect(owners).toEqual([{ user_id: ana.id }]);
    });

    it("is no error, whatever the browser sends", async () => {
      const me = await signIn(ana);
      for (const response of [null, {}, { response: {} }, { response: { clientDataJSON: 7 } }, "x", []])
        expect(await finishKey(me, { name: "Key", response: response as never }, null)).toEqual({
          outcome: "expired",
        });
      const { challenge } = await startKey(me);
      const clientDataJSON = Buffer.from(JSON.stringify({ challenge })).toString("base64url");
      const response = { id: "x", rawId: "x", type: "public-key", response: { clientDataJSON } };
      expect(await finishKey(me, { name: "Key", response: response as never }, null)).toMatchObject({
        outcome: "wrong",
      });
    });

    it("needs that every account allows keys", async () => {
      await joinAccountWith(ana, { kinds: ["app"] });
      await expect(startKey(await signIn(ana))).rejects.toMatchObject({ code: "conflict" });
    });
  });

  describe("being shown", () => {
    it("completes a half session", async () => {
      await enrolKey(await signIn(ana), key);
      const half = await signIn(ana);
      expect(half.waitingFor).toBe("second_factor");
      const options = await startKeyProof(half);
      expect(options.allowCredentials).toMatchObject([{ id: key.id }]);
      const answer = await proveWithKey(half, key.sign(options), null);
      if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
      expect(await opened(answer.secret)).toMatchObject({ complete: true, proof: { with: "key" } });
    });

    it("once, for the session it was asked in, and only to prove", async () => {
      const me = await enrolKey(await signIn(ana), key);
      const [half, other] = [await signIn(ana), await signIn(ana)];
      const options = await startKeyProof(half);
      const signed = key.sign(options);
      expect(await proveWithKey(other, signed, null)).toEqual({ outcome: "gone" });
      const answers = await Promise.all(Array.from({ length: 5 }, () => proveWithKey(half, signed, null)));
      expect(answers.filter((each) => each.outcome === "done")).toHaveLength(1);
      for (const { challenge } of [await startKey(me), await startPasskeySignIn()])
        expect(await proveWithKey(me, key.sign(options, { challenge }), null)).toEqual({ outcome: "gone" });
    });

    it("is refused from another origin, for another portal, with another key, or changed on its way", async () => {
      await enrolKey(await signIn(ana), key);
      const half = await signIn(ana);
      const attempt = async (make: (options: Awaited<ReturnType<typeof startKeyProof>>) => object) => {
        await asSuperuser("delete from sign_in_throttle");
        const answer = await proveWithKey(half, make(await startKeyProof(half)) as never, null);
        return answer.outcome;
      };
      expect(await attempt((o) => key.sign(o, { origin: "https://portal.test" }))).toBe("wrong");
      expect(await attempt((o) => key.sign(o, { rpId: "attacker.example" }))).toBe("wrong");
      expect(await attempt((o) => new SoftKey({ verifies: true }).sign(o))).toBe("wrong");
      expect(
        await attempt((o) => ({ ...new SoftKey({ verifies: true }).sign(o), id: key.id, rawId: key.id })),
      ).toBe("wrong");
      expect(await attempt(() => ({ id: key.id }))).toBe("gone");
      expect(await attempt((o) => key.sign(o))).toBe("done");
    });

    it("of one person proves nobody else", async () => {
      await enrolKey(await signIn(ana), key);
      const bob = await makePerson("Bob");
      await enrolKey(await signIn(bob), new SoftKey({ verifies: false }));
      const half = await signIn(bob);
      expect(await proveWithKey(half, key.sign(await startKeyProof(half)), null)).toMatchObject({
        outcome: "wrong",
      });
    });

    it.each([
      ["the same count again", 5, 5],
      ["a smaller one", 5, 4],
      ["none where there was one", 5, 0],
    ])("with %s, is refused, marked and told", async (_, stored, shown) => {
      await enrolKey(await signIn(ana), key);
      await asSuperuser("update security_key set sign_count = $2 where user_id = $1", [ana.id, stored]);
      const half = await signIn(ana);
      const signed = key.sign(await startKeyProof(half), { counter: shown });
      expect(await proveWithKey(half, signed, "192.0.2.7")).toMatchObject({
        outcome: "wrong",
        message: expect.stringContaining("counter"),
      });
      const [row] = await asSuperuser<{ regressed_at: Date | null; sign_count: number }>(
        "select regressed_at, sign_count::int from security_key where user_id = $1",
        [ana.id],
      );
      expect(row).toMatchObject({ regressed_at: expect.any(Date), sign_count: stored });
      const mails = (await queuedMails(ana.email)).map((mail) => mail.subject);
      expect(mails).toContain("A security key of your Cordon sign-in may have been copied");
      const told = await asSuperuser("select action from platform_event where actor_id = $1", [ana.id]);
      expect(told).toContainEqual({ action: "factor.regressed" });
    });

    it("that never counts is accepted each time", async () => {
      const silent = new SoftKey({ verifies: false, counts: false });
      await enrolKey(await signIn(ana), silent);
      for (let i = 0; i < 3; i += 1) {
        const half = await signIn(ana);
        const signed = silent.sign(await startKeyProof(half));
        expect(await proveWithKey(half, signed, null)).toMatchObject({ outcome: "done" });
      }
    });
  });
});

describe("a passkey alone", () => {
  let ana: Person;
  let passkey: SoftKey;
  beforeEach(async () => {
    await asSuperuser("delete from sign_in_throttle");
    ana = await makePerson();
    passkey = new SoftKey({ verifies: true });
    await enrolKey(await signIn(ana), passkey, "Laptop");
  });
  const attempt = async (key: SoftKey, over: Parameters<SoftKey["sign"]>[1] = {}) =>
    signInWithPasskey(key.sign(await startPasskeySignIn(), over), from);

  it("is a whole sign-in, and names nobody before", async () => {
    const options = await startPasskeySignIn();
    expect(options.userVerification).toBe("required");
    expect(options.allowCredentials ?? []).toEqual([]);
    const answer = await signInWithPasskey(passkey.sign(options), from);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    expect(answer.userId).toBe(ana.id);
    expect(await opened(answer.secret)).toMatchObject({
      userId: ana.id,
      complete: true,
      waitingFor: null,
      proof: { with: "key" },
    });
  });

  it("is refused alike without its user verified, by a key that is no passkey, unknown, from elsewhere, of somebody disabled", async () => {
    const plain = new SoftKey({ verifies: true, discoverable: false });
    await enrolKey(await signInWithKey(), plain, "Stick");
    const refused = {
      outcome: "refused",
      message: "This passkey was not accepted. Sign in with your e-mail address and password instead.",
    };
    expect(await attempt(passkey, { verified: false })).toEqual(refused);
    expect(await attempt(plain)).toEqual(refused);
    expect(await attempt(new SoftKey({ verifies: true }))).toEqual(refused);
    expect(await attempt(passkey, { origin: "http://portal.test:8080" })).toEqual(refused);
    expect(
      await attempt(passkey, { userHandle: Buffer.from("somebody else").toString("base64url") }),
    ).toEqual(refused);
    await asSuperuser("update app_user set disabled_at = now() where id = $1", [ana.id]);
    expect(await attempt(passkey)).toEqual(refused);
    await asSuperuser("update app_user set disabled_at = null where id = $1", [ana.id]);
    expect(await attempt(passkey)).toMatchObject({ outcome: "done" });
  });

  const signInWithKey = async () => {
    const answer = await attempt(passkey);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    return opened(answer.secret);
  };

  it("signs one challenge once, and none that was made within a session", async () => {
    const options = await startPasskeySignIn();
    const signed = passkey.sign(options);
    const answers = await Promise.all(Array.from({ length: 20 }, () => signInWithPasskey(signed, from)));
    expect(answers.filter((each) => each.outcome === "done")).toHaveLength(1);
    const half = await signIn(ana);
    const { challenge } = await startKeyProof(half);
    expect(await attempt(passkey, { challenge })).toMatchObject({ outcome: "refused" });
  });

  it("does not pass where an account wants another kind", async () => {
    await joinAccountWith(ana, { secondFactor: "everyone", kinds: ["app"] });
    const answer = await attempt(passkey);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    expect(await opened(answer.secret)).toMatchObject({ complete: false, waitingFor: "enrolment" });
  });

  it("is held back by address when many fail", async () => {
    for (let i = 0; i < 50; i += 1) await attempt(new SoftKey({ verifies: true }));
    expect(await attempt(passkey)).toMatchObject({ outcome: "throttled" });
  });

  it("with a counter that went back is refused and told", async () => {
    await asSuperuser("update security_key set sign_count = 100 where user_id = $1", [ana.id]);
    expect(await attempt(passkey, { counter: 50 })).toMatchObject({ outcome: "refused" });
    const mails = (await queuedMails(ana.email)).map((mail) => mail.subject);
    expect(mails).toContain("A security key of your Cordon sign-in may have been copied");
  });

  it("sits beside an app: either proves, and a proof five minutes old manages nothing", async () => {
    const { me } = await enrolApp(await signInWithKey());
    expect(me.factors).toEqual(["app", "key"]);
    await expect(startKey(await aged(me, 5))).rejects.toMatchObject({ code: "step_up_required" });
  });
});
