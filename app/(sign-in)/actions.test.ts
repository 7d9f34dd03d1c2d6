import { beforeEach, describe, expect, it, vi } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import { makePerson, type Person, password } from "@/db/testing/person";
import { queuedMails } from "@/db/testing/queued-mails";
import { readSession, rereadSession } from "@/lib/auth/sessions/read-session";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { forgottenPasswordAction, signInAction, signOutAction } from "./actions";

const web = vi.hoisted(() => ({ jar: new Map<string, string>(), later: [] as (() => unknown)[] }));
vi.mock("next/headers", () => ({
  headers: async () =>
    new Headers({ cookie: [...web.jar].map(([name, value]) => `${name}=${value}`).join("; ") }),
  cookies: async () => ({
    get: (name: string) => (web.jar.has(name) ? { name, value: web.jar.get(name) } : undefined),
    getAll: () => [...web.jar].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string) => (value ? web.jar.set(name, value) : web.jar.delete(name)),
    delete: (name: string) => web.jar.delete(name),
  }),
}));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(`to ${to}`);
  },
}));
vi.mock("next/server", async (original) => ({
  ...(await original<object>()),
  after: (work: () => unknown) => web.later.push(work),
}));

let ana: Person;
beforeEach(async () => {
  await asSuperuser("delete from sign_in_throttle");
  ana = await makePerson();
  web.jar.clear();
  web.later.length = 0;
});

const fill = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

describe("signing out", () => {
  it("ends the session on the server, and no copy of its cookie opens anything", async () => {
    const begun = await signInWithPassword({ email: ana.email, password, address: null, userAgent: null });
    if (begun.outcome !== "done") throw new Error(begun.outcome);
    const me = await readSession(begun.secret);
    web.jar.set("cordon-session", begun.secret);
    await expect(signOutAction()).rejects.toThrow("to /sign-in?notice=signed-out");
    expect(web.jar.get("cordon-session")).toBeUndefined();
    expect(await readSession(begun.secret)).toBeNull();
    expect(await rereadSession(me?.sessionId ?? "")).toBeNull();
  });
});

describe("signing in", () => {
  it("ends the session that was there, whoever it belonged to", async () => {
    const eve = await makePerson("Eve");
    const planted = await signInWithPassword({
      email: eve.email,
      password,
      address: null,
      userAgent: null,
    });
    if (planted.outcome !== "done") throw new Error(planted.outcome);
    web.jar.set("cordon-session", planted.secret);
    await expect(signInAction({}, fill({ email: ana.email, password }))).rejects.toThrow("to /accounts");
    expect(web.jar.get("cordon-session")).not.toBe(planted.secret);
    expect(await readSession(planted.secret)).toBeNull();
    expect(await readSession(web.jar.get("cordon-session") ?? "")).toMatchObject({ userId: ana.id });
  });
});

describe("asking for a new password", () => {
  it("is answered alike for everybody, before anything is looked up", async () => {
    const answers: string[] = [];
    for (const email of [ana.email, "nobody@example.test", "no address at all"]) {
      const state = await forgottenPasswordAction({}, fill({ email }));
      answers.push(JSON.stringify(state).replace(email, "…"));
    }
    expect(new Set(answers).size).toBe(1);
    expect(await queuedMails(ana.email)).toEqual([]);
    expect(web.later).toHaveLength(3);
    for (const work of web.later) await work();
    expect(await queuedMails(ana.email)).toHaveLength(1);
    expect(web.jar.size).toBe(0);
  });
});
