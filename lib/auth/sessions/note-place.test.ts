import { beforeEach, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser } from "@/db/testing/estate";
import { queuedMails } from "@/db/testing/queued-mails";
import { hashPassword } from "@/lib/auth/passwords/hash-password";
import { rereadSession } from "@/lib/auth/sessions/read-session";
import { renewSession } from "@/lib/auth/sessions/renew-session";
import { startSession } from "@/lib/auth/sessions/start-session";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { newId } from "@/lib/kernel/id";
import { cleanUp } from "@/worker/clean-up";

const password = "seven quiet herons at dusk";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const edge =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
const [amsterdam, utrecht, berlin] = ["193.0.6.139", "145.97.39.155", "80.187.1.1"];

let user: { id: string; email: string };

beforeEach(async () => {
  const id = newId();
  user = { id, email: `${id}@example.test` };
  await asSuperuser("insert into app_user (id, email, name) values ($1, $2, 'Ana Ruiz')", [id, user.email]);
  await asSuperuser("insert into user_password (user_id, hash) values ($1, $2)", [
    id,
    await hashPassword(password),
  ]);
});

const signIn = (address: string, userAgent = firefox, typed = password) =>
  signInWithPassword({ email: user.email, password: typed, address, userAgent });
const subjects = async () => (await queuedMails(user.email)).map(({ subject }) => subject);
const isNew = "New sign-in to Cordon";

describe("a sign-in from a new place or browser", () => {
  it("is told by mail with place, address and browser; the first of all, and one from where she was before, is not", async () => {
    await signIn(amsterdam);
    await signIn(utrecht);
    expect(await subjects()).toEqual([]);
    await signIn(berlin);
    expect(await subjects()).toEqual([isNew]);
    const [mail] = await queuedMails(user.email);
    for (const part of ["Germany", berlin, "Firefox on Linux", "/forgotten-password", "/you"])
      expect(mail?.text).toContain(part);
    await signIn(berlin);
    expect(await subjects()).toHaveLength(1);
    await signIn(berlin, edge);
    expect(await subjects()).toHaveLength(2);
    expect((await queuedMails(user.email))[0]?.text).toContain("Edge on Windows");
  });

  it("is not noted while its second factor is missing, but once it is shown", async () => {
    await signIn(amsterdam);
    const half = await withAuthDb((db) =>
      startSession(db, {
        userId: user.id,
        absoluteHours: 12,
        proof: "password",
        complete: false,
        address: berlin,
        userAgent: firefox,
      }),
    );
    expect(await subjects()).toEqual([]);
    const me = await rereadSession(half.id);
    if (!me) throw new Error("The session is not there");
    await withAuthDb((db) => renewSession(db, me, { with: "app" }));
    expect(await subjects()).toEqual([isNew]);
    await withAuthDb((db) => renewSession(db, me, { with: "app" }));
    expect(await subjects()).toHaveLength(1);
  });

  it("is kept as nothing that could be read: neither country nor browser nor address", async () => {
    await signIn(berlin);
    const kept = JSON.stringify(await asSuperuser("select * from known_place where user_id = $1", [user.id]));
    for (const word of ["DE", "Germany", "Firefox", "Linux", berlin])
      expect(kept.replace(/"[\w-]{43}"/, "")).not.toContain(word);
    expect(kept).toMatch(/"place":"[\w-]{43}"/);
  });

  it("is new again after half a year, also for somebody who was away all the time", async () => {
    await signIn(amsterdam);
    await signIn(berlin);
    const age = (days: number) =>
      asSuperuser(
        "update known_place set last_seen_at = last_seen_at - $2 * interval '1 day' where user_id = $1",
        [user.id, days],
      );
    await age(181);
    await cleanUp();
    expect(await asSuperuser("select 1 from known_place where user_id = $1", [user.id])).toHaveLength(1);
    await signIn(berlin);
    expect(await subjects()).toEqual([isNew, isNew]);
  });

  it("keeps its country with the session", async () => {
    await signIn(berlin);
    expect(await asSuperuser("select country from session where user_id = $1", [user.id])).toEqual([
      { country: "DE" },
    ]);
  });
});

describe("a right password after wrong ones", () => {
  it("is told once from the fifth wrong one on", async () => {
    for (let wrong = 0; wrong < 4; wrong += 1) await signIn(amsterdam, firefox, "not the password");
    await signIn(amsterdam);
    expect(await subjects()).toEqual([]);
    for (let wrong = 0; wrong < 5; wrong += 1) await signIn(amsterdam, firefox, "not the password");
    expect(await subjects()).toEqual([]);
    await signIn(amsterdam);
    await signIn(amsterdam);
    expect(await subjects()).toEqual(["Your Cordon password was guessed at, then given"]);
    expect((await queuedMails(user.email))[0]?.text).toContain("after 5 wrong ones");
  });
});
