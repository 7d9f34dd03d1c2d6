import { beforeEach, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser, makeAccount, makeMember } from "@/db/testing/estate";
import { createUser } from "@/lib/auth/create-user";
import { endSessions } from "@/lib/auth/sessions/end-session";
import { endOwnSessions, listOwnSessions } from "@/lib/auth/sessions/own-sessions";
import { readSession } from "@/lib/auth/sessions/read-session";
import { startSession } from "@/lib/auth/sessions/start-session";
import { resolveMember, resolveProvider } from "@/lib/operation/resolve-actor";

const password = "seven quiet herons at dusk";
let serial = 0;

describe("a session", () => {
  let userId: string;

  beforeEach(async () => {
    serial += 1;
    const email = `session-${serial}@example.test`;
    userId = (await withAuthDb((db) => createUser(db, { email, name: "Ana Reyes", password }))).id;
  });

  const start = (over: Partial<Parameters<typeof startSession>[1]> = {}) =>
    withAuthDb((db) =>
      startSession(db, {
        userId,
        absoluteHours: 12,
        proof: "key",
        complete: true,
        address: "192.0.2.7",
        userAgent: "test",
        ...over,
      }),
    );
  const makeOperator = () =>
    asSuperuser("insert into provider_operator (user_id, role) values ($1, 'operator')", [userId]);
  const age = (id: string, column: "last_seen_at" | "expires_at", minutes: number) =>
    asSuperuser(`update session set ${column} = ${column} - make_interval(mins => $2) where id = $1`, [
      id,
      minutes,
    ]);

  it("is opened by its secret and by nothing else", async () => {
    const { id, secret } = await start();
    expect(await readSession(secret)).toMatchObject({
      sessionId: id,
      userId,
      complete: true,
      providerRole: null,
    });
    expect(await readSession(secret.toLowerCase())).toBeNull();
    expect(await readSession(id)).toBeNull();
    expect(await readSession("")).toBeNull();
  });

  it("ends at the next read after it was revoked, or its person disabled", async () => {
    const [one, other] = [await start(), await start()];
    await withAuthDb((db) => endSessions(db, userId, { only: one.id }, "signed out"));
    expect(await readSession(one.secret)).toBeNull();
    expect(await readSession(other.secret)).not.toBeNull();
    await asSuperuser("update app_user set disabled_at = now() where id = $1", [userId]);
    expect(await readSession(other.secret)).toBeNull();
  });

  it("ends after half an hour unused, and after twelve hours used or not", async () => {
    const idle = await start();
    await age(idle.id, "last_seen_at", 31);
    expect(await readSession(idle.secret)).toBeNull();
    const old = await start();
    await age(old.id, "expires_at", 12 * 60 + 1);
    expect(await readSession(old.secret)).toBeNull();
    const used = await start();
    await age(used.id, "last_seen_at", 29);
    expect(await readSession(used.secret)).not.toBeNull();
  });

  it("is shorter for the provider's operators: a quarter of an hour, eight hours", async () => {
    await makeOperator();
    const { id, secret } = await start({ absoluteHours: 8 });
    await age(id, "last_seen_at", 14);
    expect(await readSession(secret)).toMatchObject({ providerRole: "operator" });
    await age(id, "last_seen_at", 16);
    expect(await readSession(secret)).toBeNull();
    const old = await start({ absoluteHours: 8 });
    await age(old.id, "expires_at", 8 * 60 + 1);
    expect(await readSession(old.secret)).toBeNull();
  });

  it("notes its use at most once a minute", async () => {
    const { id, secret } = await start();
    const seen = async () =>
      (
        await asSuperuser<{ at: Date }>("select last_seen_at as at from session where id = $1", [id])
      )[0]?.at.getTime() ?? 0;
    const first = await seen();
    await readSession(secret);
    expect(await seen()).toBe(first);
    await age(id, "last_seen_at", 2);
    await readSession(secret);
    expect(await seen()).toBeGreaterThan(first - 1_000);
  });

  it("without its second factor makes nobody of anybody, in any account or the provider's console", async () => {
    const account = await makeAccount(`half-${serial}`);
    const member = await makeMember(account, ["device.view"]);
    await asSuperuser("insert into provider_operator (user_id, role) values ($1, 'operator')", [
      member.userId,
    ]);
    const { secret } = await start({ userId: member.userId, complete: false });
    const session = await readSession(secret);
    expect(session).toMatchObject({ complete: false });
    expect(await resolveMember(session, account.slug, null)).toMatchObject({ kind: "half_signed_in" });
    expect(resolveProvider(session, null)).toMatchObject({ kind: "half_signed_in" });
  });

  it("can be seen and ended by its owner, and not by somebody else who knows its id", async () => {
    const [mine, other] = [await start(), await start()];
    const me = await readSession(mine.secret);
    const stranger = await withAuthDb((db) =>
      createUser(db, { email: `stranger-${serial}@example.test`, name: "Eve", password }),
    );
    const theirs = await start({ userId: stranger.id });
    if (!me) throw new Error("no session");
    expect((await listOwnSessions(me)).map((each) => [each.id, each.current])).toEqual([
      [mine.id, true],
      [other.id, false],
    ]);
    expect(await endOwnSessions(me, { only: theirs.id }, null)).toBe(0);
    expect(await readSession(theirs.secret)).not.toBeNull();
    expect(await endOwnSessions(me, "others", null)).toBe(1);
    expect(await readSession(other.secret)).toBeNull();
    expect(await readSession(mine.secret)).not.toBeNull();
  });
});
