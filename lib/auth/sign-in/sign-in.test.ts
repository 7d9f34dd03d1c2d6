import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import { closePools } from "@/db/pools";
import { asSuperuser } from "@/db/testing/estate";
import { superuserClient } from "@/db/testing/superuser";
import { createUser } from "@/lib/auth/create-user";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";

const password = "seven quiet herons at dusk";
let serial = 0;

describe("signing in with a password", () => {
  let email: string;

  beforeEach(async () => {
    serial += 1;
    email = `sign-in-${serial}@example.test`;
    await withAuthDb((db) => createUser(db, { email, name: "Ana Reyes", password }));
    await asSuperuser("delete from sign_in_throttle");
  });

  const attempt = (typed: unknown, secret: unknown = "wrong", address = "192.0.2.7") =>
    signInWithPassword({ email: typed, password: secret, address, userAgent: "test" });
  const failures = async (times: number, typed = email) => {
    const answers = [];
    for (let i = 0; i < times; i += 1) answers.push(await attempt(typed));
    return answers;
  };
  const pass = (seconds: number) =>
    asSuperuser("update sign_in_throttle set blocked_until = blocked_until - make_interval(secs => $1)", [
      seconds,
    ]);

  it("succeeds with the right password, whatever the case of the address and the form of the letters", async () => {
    const accented = {
      email: `nfc-${serial}@example.test`,
      name: "Zoë",
      password: "caf\u00e9 au lait avec Zoë demain",
    };
    await withAuthDb((db) => createUser(db, accented));
    expect(await attempt(` ${email.toUpperCase()} `, password)).toMatchObject({ outcome: "done" });
    expect(await attempt(accented.email, accented.password.normalize("NFD"))).toMatchObject({
      outcome: "done",
    });
  });

  it("gives another session each time, and keeps no secret of it readable", async () => {
    const [one, other] = [await attempt(email, password), await attempt(email, password)];
    if (one.outcome !== "done" || other.outcome !== "done") throw new Error("was not let in");
    expect(one.secret).not.toBe(other.secret);
    expect(one.secret).toMatch(/^[\w-]{43}$/);
    const everything = JSON.stringify(await asSuperuser("select * from session"));
    expect(everything).not.toContain(one.secret);
    expect(everything).not.toContain(Buffer.from(one.secret).toString("hex"));
  });

  it("answers an unknown address, a wrong password, a disabled person and nonsense alike", async () => {
    const disabled = { email: `disabled-${serial}@example.test`, name: "Gone", password };
    await withAuthDb((db) => createUser(db, disabled));
    await asSuperuser("update app_user set disabled_at = now() where email = $1", [disabled.email]);
    const answers = [
      await attempt(email, "wrong"),
      await attempt(`nobody-${serial}@example.test`, password),
      await attempt(disabled.email, password),
      await attempt(`${email},attacker@example.test`, password),
      await attempt(`"${email}"@example.test`, password),
      await attempt(email.replace("@", "\uff20"), password),
      await attempt({ contains: "@" }, password),
      await attempt(email, { length: 20 }),
      await attempt(email, ""),
    ];
    for (const answer of answers) expect(answer).toEqual({ outcome: "refused" });
  });

  it("throttles a known and an unknown address in the same steps", async () => {
    const unknown = `nobody-${serial}@example.test`;
    for (const typed of [email, unknown]) {
      const answers = await failures(10, typed);
      expect(answers.every((answer) => answer.outcome === "refused")).toBe(true);
      const eleventh = await attempt(typed, password, "192.0.2.8");
      expect(eleventh.outcome).toBe("throttled");
      expect(eleventh).toMatchObject({
        waitSeconds: expect.toSatisfy((wait: number) => wait > 25 && wait <= 30),
      });
    }
  });

  it("doubles the wait up to an hour, and a restart forgives nothing", async () => {
    await failures(10);
    await closePools();
    expect(await attempt(email, password)).toMatchObject({ outcome: "throttled" });
    const waits: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      await pass(4_000);
      await failures(1);
      const next = await attempt(email, password);
      if (next.outcome === "throttled") waits.push(Math.round(next.waitSeconds / 30) * 30);
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    await pass(4_000);
    expect(await attempt(email, password)).toMatchObject({ outcome: "done" });
    expect(await failures(9)).toHaveLength(9);
    expect(await attempt(email, password)).toMatchObject({ outcome: "done" });
  });

  it("lets no more guesses through when they come all at once", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => attempt(email, "wrong")));
    expect(answers.filter((answer) => answer.outcome === "refused")).toHaveLength(10);
    expect(answers.filter((answer) => answer.outcome === "throttled")).toHaveLength(30);
  });

  it("counts per account whichever address, browser or spelling the guesses come with", async () => {
    for (let i = 0; i < 10; i += 1)
      await attempt(i % 2 ? email.toUpperCase() : ` ${email}`, "wrong", `198.51.100.${i}`);
    expect(await attempt(email, password, "203.0.113.9")).toMatchObject({ outcome: "throttled" });
  });

  it("counts per address whichever account is tried", async () => {
    for (let i = 0; i < 50; i += 1) await attempt(`spray-${i}@example.test`, "wrong", "203.0.113.77");
    expect(await attempt(email, password, "203.0.113.77")).toMatchObject({ outcome: "throttled" });
    expect(await attempt(email, password, "203.0.113.78")).toMatchObject({ outcome: "done" });
  });

  it("opens only to a new password after a hundred failures", async () => {
    await failures(1);
    await asSuperuser("update sign_in_throttle set failures = 99 where subject like 'email:%'");
    await failures(1);
    await pass(4_000);
    expect(await attempt(email, password)).toMatchObject({ outcome: "throttled" });
  });

  it("does not let in with a password that was replaced while it was being checked", async () => {
    const other = await superuserClient();
    try {
      await other.query("begin");
      await other.query(
        "update user_password set hash = hash || 'x' where user_id = (select id from app_user where email = $1)",
        [email],
      );
      const late = attempt(email, password);
      await setTimeout(500);
      await other.query("commit");
      expect(await late).toEqual({ outcome: "refused" });
    } finally {
      await other.end();
    }
    expect(
      await asSuperuser("select 1 from session s join app_user u on u.id = s.user_id where u.email = $1", [
        email,
      ]),
    ).toEqual([]);
  });

  it("counts the addresses of one IPv6 network as one", async () => {
    for (let i = 0; i < 50; i += 1)
      await attempt(`spray-${i}@example.test`, "wrong", `2001:db8:1:2:${i.toString(16)}::1`);
    expect(await attempt(email, password, "2001:db8:1:2::ffff")).toMatchObject({ outcome: "throttled" });
    expect(await attempt(email, password, "2001:db8:1:3::1")).toMatchObject({ outcome: "done" });
  });

  it("records what was done, failed and throttled, and never what was typed", async () => {
    await asSuperuser("delete from platform_event");
    await attempt(email, password);
    await failures(10);
    await attempt(email, "yet another guess");
    await attempt(`typed-in-the-wrong-field-${serial}@example.test`);
    const events = await asSuperuser<{
      action: string;
      outcome: string;
      actor_label: string;
      address: string;
    }>("select action, outcome, actor_label, address from platform_event order by id");
    expect(events[0]).toEqual({
      action: "session.started",
      outcome: "done",
      actor_label: "Ana Reyes",
      address: "192.0.2.7",
    });
    expect(events.filter((event) => event.action === "session.refused")).toHaveLength(11);
    expect(events.filter((event) => event.action === "session.throttled")).toHaveLength(1);
    const everything = JSON.stringify(await asSuperuser("select * from platform_event"));
    expect(everything).not.toMatch(/yet another guess|typed-in-the-wrong-field/);
  });

  it("takes as long for nobody as for somebody", async () => {
    const time = async (typed: string) => {
      const started = performance.now();
      await attempt(typed, "wrong", `192.0.2.${Math.floor(Math.random() * 250)}`);
      return performance.now() - started;
    };
    await time(email);
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let i = 0; i < 8; i += 1) {
      known.push(await time(email));
      unknown.push(await time(`nobody-${serial}-${i}@example.test`));
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[4] ?? 0;
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
    expect(median(known)).toBeGreaterThan(median(unknown) / 2);
  });
});
