import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import {
  aged,
  appCode,
  enrolApp,
  joinAccountWith,
  makePerson,
  opened,
  type Person,
  signIn,
} from "@/db/testing/person";
import { queuedMails } from "@/db/testing/queued-mails";
import { confirmPhone } from "@/lib/auth/factors/confirm-phone";
import { listFactors } from "@/lib/auth/factors/list-factors";
import { readPhoneNumber } from "@/lib/auth/factors/phone-number";
import { proveWithCode } from "@/lib/auth/factors/prove-with-code";
import { sendPhoneCode } from "@/lib/auth/factors/send-phone-code";
import { startPhone } from "@/lib/auth/factors/start-phone";
import { waysToProve } from "@/lib/auth/factors/ways-to-prove";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { unpackPayload } from "@/lib/kernel/task-payload";

vi.stubEnv("PHONE_ACCOUNT_SID", "AC1");
vi.stubEnv("PHONE_AUTH_TOKEN", "secret-token");
vi.stubEnv("PHONE_FROM", "+4930123456");

const number = "+447400123456";
const text = { number, channel: "text" } as const;

/** The codes that wait to be sent to this number, newest first. */
async function sent(to = number) {
  const jobs = await asSuperuser<{ data: unknown }>(
    "select data from pgboss.job where name = 'send-phone-code' order by created_on desc, id desc",
  );
  return jobs.map(({ data }) => unpackPayload("send-phone-code", data)).filter((each) => each.to === to);
}
const newest = async () => (await sent())[0]?.code ?? "";
const other = (code: string) => `${code.slice(0, 5)}${(Number(code[5]) + 1) % 10}`;
const prove = (me: SignedIn, code: string) => proveWithCode(me, { kind: "phone", code }, null);

describe("a phone", () => {
  let ana: Person;
  beforeEach(async () => {
    await asSuperuser("delete from pgboss.job");
    ana = await makePerson();
    await joinAccountWith(ana, { kinds: ["app", "key", "phone"] });
  });
  afterEach(() => vi.useRealTimers());

  async function enrolPhone(me: SignedIn): Promise<{ me: SignedIn; id: string }> {
    await startPhone(me, text, null);
    const answer = await confirmPhone(me, { code: await newest() }, null);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    return { me: await opened(answer.secret), id: answer.id };
  }
  /** A half session of somebody with a phone, to which a code was sent. */
  async function halfWithCode() {
    const { id } = await enrolPhone(await signIn(ana));
    const half = await signIn(ana);
    expect(await sendPhoneCode(half, { phoneId: id, channel: "text" }, null)).toMatchObject({
      outcome: "sent",
    });
    return { half, id };
  }

  it("is verified by a code before it is one; number and code are nowhere readable", async () => {
    const me = await signIn(ana);
    expect(await startPhone(me, { number: "+44 7400 123456", channel: "text" }, null)).toMatchObject({
      outcome: "sent",
      hint: "…56",
    });
    expect((await listFactors(me)).phones).toEqual([]);
    expect((await signIn(ana)).factors).toEqual([]);
    const code = await newest();
    expect(code).toMatch(/^\d{6}$/);
    const everything = JSON.stringify([
      await asSuperuser("select *, encode(hash, 'escape') from phone_code"),
      await asSuperuser("select * from phone"),
      await asSuperuser("select * from platform_event"),
      await asSuperuser("select data from pgboss.job"),
    ]);
    expect(everything).not.toContain(code);
    expect(everything).not.toContain("7400123456");
    expect(await confirmPhone(me, { code: other(code) }, null)).toMatchObject({ outcome: "wrong" });
    const answer = await confirmPhone(me, { code }, null);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    expect(answer).toMatchObject({ first: true });
    const mine = await opened(answer.secret);
    expect(mine).toMatchObject({ factors: ["phone"], complete: true, proof: { with: "phone" } });
    expect((await listFactors(mine)).phones).toMatchObject([{ hint: "…56" }]);
    expect((await queuedMails(ana.email))[0]?.text).toContain('phone "…56"');
    expect(await confirmPhone(mine, { code }, null)).toEqual({ outcome: "expired" });
    expect(await startPhone(mine, text, null)).toMatchObject({ outcome: "refused", field: "number" });
  });

  it("is refused where the policy has no phones, or the number is none that people answer", async () => {
    const me = await signIn(ana);
    for (const typed of [
      "",
      "07400 123456",
      "+44",
      "+447400",
      "+1900555123",
      "+449012345678",
      "+44 7400 123456 ext 3",
      "x".repeat(5000),
    ])
      expect(await startPhone(me, { number: typed, channel: "call" }, null)).toMatchObject({
        outcome: "refused",
        field: "number",
      });
    expect(readPhoneNumber("0044 7400 123456")).toEqual({ number });
    await joinAccountWith(ana, { kinds: ["app"] });
    expect(await startPhone(await signIn(ana), text, null)).toMatchObject({
      outcome: "refused",
      why: expect.stringContaining("does not allow"),
    });
    expect(await sent()).toEqual([]);
  });

  it("completes a half session with the code that was sent for it", async () => {
    const { half } = await halfWithCode();
    expect(half.waitingFor).toBe("second_factor");
    expect((await waysToProve(half)).phones).toMatchObject([{ hint: "…56" }]);
    const code = await newest();
    const answer = await prove(half, code);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    expect(await opened(answer.secret)).toMatchObject({ complete: true, proof: { with: "phone" } });
    expect(await prove(half, code)).toEqual({ outcome: "gone" });
  });

  it("by call too", async () => {
    const { id } = await enrolPhone(await signIn(ana));
    await sendPhoneCode(await signIn(ana), { phoneId: id, channel: "call" }, null);
    expect((await sent())[0]).toMatchObject({ channel: "call", to: number });
  });

  it("opens once of a hundred at the same moment", async () => {
    const { half } = await halfWithCode();
    const code = await newest();
    const answers = await Promise.all(Array.from({ length: 100 }, () => prove(half, code)));
    expect(answers.filter((each) => each.outcome === "done")).toHaveLength(1);
  });

  it("sends a code that replaces the one before", async () => {
    const { half, id } = await halfWithCode();
    const first = await newest();
    await sendPhoneCode(half, { phoneId: id, channel: "text" }, null);
    const [second] = await sent();
    if (first !== second?.code) expect(await prove(half, first)).toMatchObject({ outcome: "wrong" });
    expect(await prove(half, second?.code ?? "")).toMatchObject({ outcome: "done" });
  });

  it("sends a code for one session, which is no other's, not even of the same person", async () => {
    const { half } = await halfWithCode();
    const code = await newest();
    expect(await prove(await signIn(ana), code)).toEqual({ outcome: "gone" });
    const bob = await makePerson("Bob");
    await joinAccountWith(bob, {});
    await enrolPhone(await signIn(bob));
    const theirs = await signIn(bob);
    expect(await prove({ ...theirs, sessionId: half.sessionId }, code)).toEqual({ outcome: "gone" });
    expect(await prove(half, code)).toMatchObject({ outcome: "done" });
  });

  it("takes no code after ten minutes, and five guesses at each", async () => {
    const { half, id } = await halfWithCode();
    const code = await newest();
    await asSuperuser("update phone_code set expires_at = expires_at - interval '10 minutes'");
    expect(await prove(half, code)).toEqual({ outcome: "gone" });
    await asSuperuser("delete from sign_in_throttle");
    await sendPhoneCode(half, { phoneId: id, channel: "text" }, null);
    const next = await newest();
    for (let i = 0; i < 5; i += 1) expect(await prove(half, other(next))).toMatchObject({ outcome: "wrong" });
    expect(await prove(half, next)).toEqual({ outcome: "gone" });
  });

  it("does not forgive guesses with a new code, or a new session", async () => {
    const { id } = await halfWithCode();
    let wrong = 0;
    for (let i = 0; i < 9; i += 1) {
      const half = await signIn(ana);
      if (i < 3) await sendPhoneCode(half, { phoneId: id, channel: "text" }, null);
      const answer = await prove(half, other(await newest()));
      if (answer.outcome !== "throttled") wrong += 1;
    }
    expect(wrong).toBe(6);
  });

  it("sends five codes an hour and ten a day, whatever the session or the number", async () => {
    const me = await signIn(ana);
    const start = async (i: number) =>
      (await startPhone(me, { number: `+44740012345${i % 10}`, channel: "text" }, null)).outcome;
    for (let i = 0; i < 5; i += 1) expect(await start(i)).toBe("sent");
    expect(await start(5)).toBe("throttled");
    const held = await startPhone(await signIn(ana), text, null);
    expect(held).toMatchObject({
      outcome: "throttled",
      waitSeconds: expect.toSatisfy((wait: number) => wait > 3_590 && wait <= 3_600),
    });
    const slots =
      "update sign_in_throttle set last_failure_at = last_failure_at - interval '61 minutes' where subject like 'phone-send:%'";
    await asSuperuser(slots);
    for (let i = 0; i < 5; i += 1) expect(await start(i)).toBe("sent");
    await asSuperuser(slots);
    const day = await startPhone(me, text, null);
    expect(day).toMatchObject({
      outcome: "throttled",
      waitSeconds: expect.toSatisfy((wait: number) => wait > 21 * 3_600),
    });
    await asSuperuser(slots.replace("61 minutes", "22 hours"));
    expect(await start(1)).toBe("sent");
  });

  it("sends no more than five when asked twenty times at once", async () => {
    const me = await signIn(ana);
    const answers = await Promise.all(Array.from({ length: 20 }, () => startPhone(me, text, null)));
    expect(answers.filter((each) => each.outcome === "sent")).toHaveLength(5);
  });

  it("that is somebody else's, unverified or removed from the policy, gets no code", async () => {
    const { me, id } = await enrolPhone(await signIn(ana));
    const bob = await makePerson("Bob");
    await joinAccountWith(bob, {});
    await enrolPhone(await signIn(bob));
    expect(await sendPhoneCode(await signIn(bob), { phoneId: id, channel: "text" }, null)).toEqual({
      outcome: "gone",
    });
    const app = await enrolApp(me);
    await joinAccountWith(ana, { kinds: ["app"] });
    const half = await signIn(ana);
    expect(await sendPhoneCode(half, { phoneId: id, channel: "text" }, null)).toEqual({ outcome: "gone" });
    expect((await waysToProve(half)).phones).toEqual([]);
    expect(await proveWithCode(half, { kind: "app", code: appCode(app.secret) }, null)).toMatchObject({
      outcome: "done",
    });
  });

  it("proves its number with one code and its owner with another: neither serves for both", async () => {
    const { me, id } = await enrolPhone(await signIn(ana));
    await startPhone(me, { number: "+447400123457", channel: "text" }, null);
    const enrolling = (await sent("+447400123457"))[0]?.code ?? "";
    expect(await prove(me, enrolling)).toEqual({ outcome: "gone" });
    await sendPhoneCode(me, { phoneId: id, channel: "text" }, null);
    expect(await confirmPhone(me, { code: await newest() }, null)).toEqual({ outcome: "expired" });
    await expect(startPhone(await aged(me, 5), text, null)).rejects.toMatchObject({
      code: "step_up_required",
    });
  });
});
