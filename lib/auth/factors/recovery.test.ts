import { beforeEach, describe, expect, it } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import { enrolApp, joinAccountWith, makePerson, opened, type Person, signIn } from "@/db/testing/person";
import { queuedMails } from "@/db/testing/queued-mails";
import { listFactors } from "@/lib/auth/factors/list-factors";
import { makeRecoveryCodes } from "@/lib/auth/factors/make-recovery-codes";
import { proveWithCode } from "@/lib/auth/factors/prove-with-code";
import { removeFactor } from "@/lib/auth/factors/remove-factor";
import type { SignedIn } from "@/lib/auth/sessions/session";

const prove = (me: SignedIn, code = "") => proveWithCode(me, { kind: "recovery", code }, "192.0.2.7");

describe("recovery codes", () => {
  let ana: Person;
  let me: SignedIn;
  let app: string;
  let codes: string[];
  beforeEach(async () => {
    ana = await makePerson();
    ({ me, id: app } = await enrolApp(await signIn(ana)));
    codes = await makeRecoveryCodes(me, null);
  });

  it("are ten of 80 bits, hashed with the set's own salt, told by mail without being in it", async () => {
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const stored = JSON.stringify([
      await asSuperuser("select encode(hash, 'escape') as hash from recovery_code"),
      await asSuperuser("select * from platform_event"),
      await queuedMails(),
    ]);
    for (const code of codes) {
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(code.replaceAll("-", ""));
    }
    expect((await queuedMails(ana.email))[0]?.subject).toBe("New recovery codes for your Cordon sign-in");
    expect((await listFactors(me)).recovery).toMatchObject({ left: 10 });
  });

  it("complete a half session, once each, however they are typed; and say how many are left", async () => {
    const account = await joinAccountWith(ana, {});
    const half = await signIn(ana);
    const typed = ` ${codes[0]?.toLowerCase().replaceAll("-", " ").replaceAll("1", "l").replaceAll("0", "o")} `;
    const answer = await prove(half, typed);
    if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
    const now = await opened(answer.secret);
    expect(now).toMatchObject({ complete: true, proof: { with: "recovery" } });
    expect((await listFactors(now)).recovery).toMatchObject({ left: 9 });
    const [mail] = await queuedMails(ana.email);
    expect(mail?.subject).toBe("A recovery code of your Cordon sign-in was used");
    expect(mail?.text).toContain("9 codes are left");
    expect(await prove(await signIn(ana), codes[0])).toMatchObject({ outcome: "wrong" });
    expect(
      await asSuperuser("select operation, detail from audit_event where account_id = $1", [account.id]),
    ).toEqual([{ operation: "recovery.use", detail: { left: 9 } }]);
  });

  it("open once of twenty at the same moment", async () => {
    const half = await signIn(ana);
    const answers = await Promise.all(Array.from({ length: 20 }, () => prove(half, codes[3])));
    expect(answers.filter((each) => each.outcome === "done")).toHaveLength(1);
  });

  it("are void once others were made, and when the last factor goes", async () => {
    const newer = await makeRecoveryCodes(me, null);
    expect(await prove(await signIn(ana), codes[1])).toMatchObject({ outcome: "wrong" });
    const answer = await prove(await signIn(ana), newer[1]);
    expect(answer).toMatchObject({ outcome: "done" });
    expect(await removeFactor(me, "app", app, null)).toEqual({ outcome: "done" });
    expect(await asSuperuser("select 1 from recovery_set where user_id = $1", [ana.id])).toEqual([]);
    expect(await asSuperuser("select 1 from recovery_code where user_id = $1", [ana.id])).toEqual([]);
    const plain = await signIn(ana);
    expect(await prove(plain, newer[2])).toEqual({ outcome: "gone" });
  });

  it("of one person open nothing of another's", async () => {
    const bob = await makePerson("Bob");
    await makeRecoveryCodes((await enrolApp(await signIn(bob))).me, null);
    expect(await prove(await signIn(bob), codes[0])).toMatchObject({ outcome: "wrong" });
    expect(await prove(await signIn(ana), codes[0])).toMatchObject({ outcome: "done" });
  });

  it("are guessed at six times, then after waits, with a count of their own", async () => {
    const half = await signIn(ana);
    for (const code of ["", "x", "0000-0000-0000-0000", "é".repeat(16), "U".repeat(16), "0".repeat(17)])
      expect(await prove(half, code)).toMatchObject({ outcome: "wrong" });
    expect(await prove(half, codes[0])).toMatchObject({ outcome: "throttled" });
    expect(await proveWithCode(half, { kind: "app", code: "000000" }, null)).toMatchObject({
      outcome: "wrong",
    });
  });

  it("are made only beside a second factor", async () => {
    const plain = await signIn(await makePerson("Bob"));
    await expect(makeRecoveryCodes(plain, null)).rejects.toMatchObject({ code: "conflict" });
  });
});
