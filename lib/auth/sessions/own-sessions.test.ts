import { beforeEach, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser } from "@/db/testing/estate";
import { endOwnSessions, listOwnSessions } from "@/lib/auth/sessions/own-sessions";
import { rereadSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { startSession } from "@/lib/auth/sessions/start-session";
import { newId } from "@/lib/kernel/id";

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async function person(): Promise<string> {
  const id = newId();
  await asSuperuser("insert into app_user (id, email, name) values ($1, $2, 'Ana')", [
    id,
    `${id}@example.test`,
  ]);
  return id;
}

async function session(userId: string, address: string | null = "80.187.1.1"): Promise<SignedIn> {
  const { id } = await withAuthDb((db) =>
    startSession(db, {
      userId,
      absoluteHours: 12,
      proof: "password",
      complete: true,
      address,
      userAgent: firefox,
    }),
  );
  const me = await rereadSession(id);
  if (!me) throw new Error("The session is not there");
  return me;
}

let me: SignedIn;
beforeEach(async () => {
  me = await session(await person());
});

const ids = async () => (await listOwnSessions(me)).map(({ id }) => id);

describe("where somebody is signed in", () => {
  it("says browser, place, address and how, this session first, and nobody else's", async () => {
    const other = await session(me.userId, "10.0.0.9");
    await session(await person());
    expect(await listOwnSessions(me)).toMatchObject([
      { id: me.sessionId, current: true, browser: "Firefox on Linux", place: "Germany", how: "Password" },
      { id: other.sessionId, current: false, place: "Private network", address: "10.0.0.9" },
    ]);
  });

  it("does not list what is over: idle, expired or ended", async () => {
    const [idle, expired] = [await session(me.userId), await session(me.userId)];
    await asSuperuser("update session set last_seen_at = now() - interval '31 minutes' where id = $1", [
      idle.sessionId,
    ]);
    await asSuperuser("update session set expires_at = now() - interval '1 second' where id = $1", [
      expired.sessionId,
    ]);
    expect(await ids()).toEqual([me.sessionId]);
  });

  it("is ended one by one or all but this one, and never somebody else's", async () => {
    const [one, two, three] = [await session(me.userId), await session(me.userId), await session(me.userId)];
    const theirs = await session(await person());
    expect(await endOwnSessions(me, { only: theirs.sessionId }, null)).toBe(0);
    expect(await endOwnSessions(me, { only: one.sessionId }, null)).toBe(1);
    expect((await ids()).toSorted()).toEqual([me, two, three].map(({ sessionId }) => sessionId).toSorted());
    expect(await endOwnSessions(me, "others", null)).toBe(2);
    expect(await ids()).toEqual([me.sessionId]);
    expect(await rereadSession(theirs.sessionId)).not.toBeNull();
  });

  it("is not ended by whoever found a cookie five minutes old, nor with a password where there is a factor", async () => {
    const other = await session(me.userId);
    const old = { ...me, proof: { at: new Date(Date.now() - 5 * 60_000), with: "password" } } as const;
    const weak = { ...me, factors: ["app"] } as const;
    for (const holder of [old, weak])
      for (const which of ["others", { only: other.sessionId }] as const)
        await expect(endOwnSessions(holder, which, null)).rejects.toMatchObject({ code: "step_up_required" });
    expect(await ids()).toContain(other.sessionId);
  });
});
