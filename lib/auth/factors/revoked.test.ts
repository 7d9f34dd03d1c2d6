import { beforeEach, describe, expect, it, vi } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import {
  appCode,
  enrolApp,
  joinAccountWith,
  makePerson,
  opened,
  type Person,
  signIn,
} from "@/db/testing/person";
import { SoftKey } from "@/db/testing/soft-key";
import type { FactorKind } from "@/lib/access/proof";
import { confirmPhone } from "@/lib/auth/factors/confirm-phone";
import { finishKey } from "@/lib/auth/factors/finish-key";
import { makeRecoveryCodes } from "@/lib/auth/factors/make-recovery-codes";
import { proveWithCode } from "@/lib/auth/factors/prove-with-code";
import { proveWithKey } from "@/lib/auth/factors/prove-with-key";
import { removeFactor } from "@/lib/auth/factors/remove-factor";
import { sendPhoneCode } from "@/lib/auth/factors/send-phone-code";
import { signInWithPasskey } from "@/lib/auth/factors/sign-in-with-passkey";
import { startKey } from "@/lib/auth/factors/start-key";
import { startKeyProof } from "@/lib/auth/factors/start-key-proof";
import { startPasskeySignIn } from "@/lib/auth/factors/start-passkey-sign-in";
import { startPhone } from "@/lib/auth/factors/start-phone";
import { readSession, rereadSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { unpackPayload } from "@/lib/kernel/task-payload";

vi.stubEnv("PHONE_ACCOUNT_SID", "AC1");
vi.stubEnv("PHONE_AUTH_TOKEN", "secret-token");
vi.stubEnv("PHONE_FROM", "+4930123456");

async function newestCode(): Promise<string> {
  const [job] = await asSuperuser<{ data: unknown }>(
    "select data from pgboss.job where name = 'send-phone-code' order by created_on desc, id desc limit 1",
  );
  return unpackPayload("send-phone-code", job?.data).code;
}

interface Enrolled {
  me: SignedIn;
  id: string;
  /** shows it in this session: whether it was accepted */
  show: (half: SignedIn) => Promise<string>;
}

const ways: Record<FactorKind, (me: SignedIn) => Promise<Enrolled>> = {
  app: async (me) => {
    const { me: after, secret, id } = await enrolApp(me, "To go");
    const show = async (half: SignedIn) =>
      (await proveWithCode(half, { kind: "app", code: appCode(secret) }, null)).outcome;
    return { me: after, id, show };
  },
  key: async (me) => {
    const key = new SoftKey({ verifies: true });
    const answer = await finishKey(me, { name: "To go", response: key.register(await startKey(me)) }, null);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    const show = async (half: SignedIn) => {
      const options = await startKeyProof(half);
      return (await proveWithKey(half, key.sign(options), null)).outcome;
    };
    return { me: await opened(answer.secret), id: answer.id, show };
  },
  phone: async (me) => {
    await startPhone(me, { number: "+447400123456", channel: "text" }, null);
    const answer = await confirmPhone(me, { code: await newestCode() }, null);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    const { id } = answer;
    const show = async (half: SignedIn) => {
      const sent = await sendPhoneCode(half, { phoneId: id, channel: "text" }, null);
      if (sent.outcome !== "sent") return sent.outcome;
      return (await proveWithCode(half, { kind: "phone", code: await newestCode() }, null)).outcome;
    };
    return { me: await opened(answer.secret), id, show };
  },
};

let ana: Person;
beforeEach(async () => {
  await asSuperuser("delete from sign_in_throttle");
  ana = await makePerson();
  await joinAccountWith(ana, { kinds: ["app", "key", "phone"] });
});

describe("a second factor that its owner takes off", () => {
  it.each(Object.entries(ways))(
    "of kind %s proves nothing from then on, and other sessions end",
    async (kind, enrol) => {
      const spare = await enrolApp(await signIn(ana), "Spare");
      const gone = await enrol(spare.me);
      const half = await signIn(ana);
      expect(await gone.show(half)).toBe("done");
      await asSuperuser("delete from sign_in_throttle");

      const me = (await rereadSession(gone.me.sessionId)) as SignedIn;
      const removed = await removeFactor(me, kind as FactorKind, gone.id, null);
      expect(removed).toEqual({ outcome: "done" });
      expect(await rereadSession(half.sessionId)).toBeNull();
      expect(await rereadSession(me.sessionId)).not.toBeNull();
      const later = await signIn(ana);
      expect(later.waitingFor).toBe("second_factor");
      expect(await gone.show(later).catch((error: { code?: string }) => error.code)).not.toBe("done");
      expect(await rereadSession(later.sessionId)).toMatchObject({ complete: false });
    },
  );

  it("and was a passkey signs nobody in any more", async () => {
    const spare = await enrolApp(await signIn(ana), "Spare");
    const passkey = new SoftKey({ verifies: true });
    const response = passkey.register(await startKey(spare.me));
    const added = await finishKey(spare.me, { name: "Laptop", response }, null);
    if (added.outcome !== "done") throw new Error(JSON.stringify(added));
    const from = { address: null, userAgent: null };
    const before = await signInWithPasskey(passkey.sign(await startPasskeySignIn()), from);
    expect(before.outcome).toBe("done");
    expect(await removeFactor(await opened(added.secret), "key", added.id, null)).toEqual({
      outcome: "done",
    });
    if (before.outcome === "done") expect(await readSession(before.secret)).toBeNull();
    expect(await signInWithPasskey(passkey.sign(await startPasskeySignIn()), from)).toMatchObject({
      outcome: "refused",
    });
  });

  it("recovery codes are void once others are made", async () => {
    const { me } = await enrolApp(await signIn(ana));
    const [old = ""] = await makeRecoveryCodes(me, null);
    const [present = ""] = await makeRecoveryCodes(me, null);
    const show = async (code: string) =>
      (await proveWithCode(await signIn(ana), { kind: "recovery", code }, null)).outcome;
    expect(await show(old)).toBe("wrong");
    expect(await show(present)).toBe("done");
  });
});
