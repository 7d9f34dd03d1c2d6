import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser } from "@/db/testing/estate";
import { appCode, enrolApp, makePerson, type Person, signIn } from "@/db/testing/person";
import { proveWithCode } from "@/lib/auth/factors/prove-with-code";
import { proveByForm } from "@/lib/auth/own/prove-by-form";
import { rereadSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { startSession } from "@/lib/auth/sessions/start-session";

const incoming = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { NextRequest } = await import("next/server");
  return {
    headers: async () => incoming.headers,
    cookies: async () => new NextRequest("http://portal.test", { headers: incoming.headers }).cookies,
  };
});

const STEP = 30_000;

let ana: Person;
beforeEach(async () => {
  ana = await makePerson();
});
afterEach(() => vi.useRealTimers());

const prove = (me: SignedIn, code: string) => proveWithCode(me, { kind: "app", code }, null);

describe("the time by which a code is right", () => {
  it("stepped back, opens no step again that was used, and is no error", async () => {
    const { me, secret } = await enrolApp(await signIn(ana));
    vi.useFakeTimers({ toFake: ["Date"] });
    const start = Math.ceil(Date.now() / STEP) * STEP + 1_000;
    vi.setSystemTime(start + 2 * STEP);
    const used = appCode(secret);
    expect(await prove(me, used)).toMatchObject({ outcome: "done" });
    for (const back of [0, 1, 2]) {
      vi.setSystemTime(start + back * STEP);
      expect(await prove(me, used), `${2 - back} steps back, the used one`).toMatchObject({
        outcome: "wrong",
      });
      expect(await prove(me, appCode(secret)), `${2 - back} steps back, the shown one`).toMatchObject({
        outcome: "wrong",
      });
    }
    await asSuperuser("delete from sign_in_throttle");
    vi.setSystemTime(start + 3 * STEP);
    expect(await prove(me, appCode(secret))).toMatchObject({ outcome: "done" });
  });

  it("is the server's, whatever a request says the time is", async () => {
    const { secret } = await enrolApp(await signIn(ana));
    const { id, secret: cookie } = await withAuthDb((db) =>
      startSession(db, {
        userId: ana.id,
        absoluteHours: 12,
        proof: "password",
        complete: false,
        address: null,
        userAgent: null,
      }),
    );
    const theirs = new Date(Date.now() - 5 * 60_000);
    incoming.headers = new Headers({
      cookie: `cordon-session=${cookie}`,
      date: theirs.toUTCString(),
      "x-client-time": theirs.toISOString(),
      "if-modified-since": theirs.toUTCString(),
    });
    const form = new FormData();
    for (const name of ["now", "time", "date", "epoch", "timestamp", "at"])
      form.set(name, String(theirs.getTime()));
    form.set("kind", "app");
    form.set("proof", appCode(secret, theirs));
    expect(await proveByForm(form)).toMatchObject({
      fields: { proof: expect.stringContaining("not the code") },
    });
    expect(await rereadSession(id)).toMatchObject({ complete: false });
  });
});
