import { randomInt } from "node:crypto";
import { generateSync } from "otplib";
import { describe, expect, it, vi } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser, makeAccount } from "@/db/testing/estate";
import { createUser } from "@/lib/auth/create-user";
import { confirmApp } from "@/lib/auth/factors/confirm-app";
import { startApp } from "@/lib/auth/factors/start-app";
import { acceptInvitation } from "@/lib/auth/invitations/accept-invitation";
import { readInvitation } from "@/lib/auth/invitations/read-invitation";
import { changePassword } from "@/lib/auth/passwords/change-password";
import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { readReset, resetPassword } from "@/lib/auth/passwords/reset-password";
import { readSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { hashToken, newToken } from "@/lib/auth/token";
import { CordonError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";

const ORDERS = 10_000;

/** What the hash costs is tested elsewhere; here it would cost hours. */
vi.mock("@node-rs/argon2", async (original) => {
  const { createHash } = await import("node:crypto");
  const of = (password: string, salt: string) =>
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${createHash("sha256").update(`${salt}\0${password}`).digest("hex")}`;
  return {
    ...(await original<object>()),
    hash: async (password: string) => of(password, newId()),
    verify: async (hash: string, password: string) => hash === of(password, hash.split("$").at(-2) ?? ""),
  };
});

/** Which secret the last mail to an address carried. */
const mailed = vi.hoisted(() => new Map<string, string>());
vi.mock("@/lib/mail/password-reset", async (original) => {
  const real = await original<typeof import("@/lib/mail/password-reset")>();
  return {
    passwordResetMail: (user: { email: string; name: string }, token: string) => {
      mailed.set(user.email, token);
      return real.passwordResetMail(user, token);
    },
  };
});

interface Person {
  id: string;
  email: string;
  password: string;
  sessions: string[];
  /** links that were mailed and can be used */
  resets: Set<string>;
  /** the waiting secret of an authenticator app, by session */
  apps: Map<string, string>;
}

/** mulberry32: the same seed, the same orders. */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    one: <Each>(of: readonly Each[]): Each => of[next() % of.length] as Each,
    upTo: (count: number) => next() % count,
  };
}

/** Who may have another password after a step, and whether somebody may be there newly. */
interface Right {
  person?: Person;
  joined?: boolean;
}
const nobody: Right = {};

/** Long, different each time, and quick to judge. */
const another = () => Array.from({ length: 20 }, () => "bcdfghjklmnpqrstvwxz"[randomInt(20)]).join("");

/** Three people and the invitations and links around them, apart from those of every other lane. */
async function makeLane(lane: string, seed: number) {
  const { one, upTo } = chance(seed);
  const account = await makeAccount(lane);
  await asSuperuser("insert into account_policy (account_id, second_factor) values ($1, 'nobody')", [
    account.id,
  ]);
  const people: Person[] = [];
  for (const name of ["ana", "ben", "cleo"]) {
    const [email, password] = [`${name}@${lane}.test`, another()];
    const { id } = await withAuthDb((db) => createUser(db, { email, name: "Somebody", password }));
    await asSuperuser(
      "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, 'Somebody')",
      [account.id, newId(), id, email],
    );
    people.push({ id, email, password, sessions: [], resets: new Set(), apps: new Map() });
  }
  const open = new Map<string, string>();
  const closed: string[] = [];
  const spent: string[] = [];
  let serial = 0;

  async function invite(email: string): Promise<string> {
    const token = newToken();
    await asSuperuser(
      `insert into invitation (account_id, id, email, role_id, whole_account, group_nos, token_hash, created_by_label, expires_at)
       values ($1, $2, $3, $4, true, '{}', $5, 'Ana', now() + interval '1 day')`,
      [account.id, newId(), email, account.roles.technician, hashToken("invitation", token)],
    );
    return `${account.id}.${token}`;
  }
  /** The three hashes, and all others of the lane as one. */
  async function hashes(): Promise<{ own: string[]; others: string; count: number }> {
    const rows = await asSuperuser<{ id: string; hash: string }>(
      "select u.id, w.hash from app_user u join user_password w on w.user_id = u.id where u.email like $1 order by u.id",
      [`%@${lane}.test`],
    );
    const isOwn = ({ id }: { id: string }) => people.some((person) => person.id === id);
    const others = rows.filter((row) => !isOwn(row)).map(({ hash }) => hash);
    const own = people.map((person) => rows.find(({ id }) => id === person.id)?.hash ?? "");
    return { own, others: others.join(), count: others.length };
  }
  const closeSessions = (person: Person, but?: string) => {
    person.sessions = person.sessions.filter((secret) => secret === but);
    spent.push(...person.resets);
    person.resets.clear();
  };

  async function sessionOf(person: Person): Promise<{ secret: string; me: SignedIn } | null> {
    const secret = person.sessions.length > 0 ? one(person.sessions) : "";
    const me = await readSession(secret);
    return me && { secret, me };
  }
  async function change(person: Person, old: string): Promise<Right> {
    const found = await sessionOf(person);
    if (!found) return nobody;
    const next = another();
    const answer = await changePassword(found.me, { old, new: next }, null);
    if (answer.outcome !== "done") return nobody;
    expect(old).toBe(person.password);
    expect(found.me.complete).toBe(true);
    person.password = next;
    closeSessions(person, found.secret);
    return { person };
  }
  async function reset(token: string, owner?: Person): Promise<Right> {
    const next = another();
    const answer = await resetPassword(token, next, null);
    expect(answer.outcome).toBe(owner ? "done" : "unusable");
    if (!owner) return nobody;
    owner.password = next;
    closeSessions(owner);
    return { person: owner };
  }
  async function accept(link: string, works: boolean): Promise<Right> {
    const answer = await acceptInvitation(link, { name: "New Person", password: another() }, null);
    expect(answer.outcome === "done").toBe(works);
    return works ? { joined: true } : nobody;
  }

  const steps: Record<string, (person: Person) => Promise<Right>> = {
    "ask for a reset": async (person) => {
      mailed.delete(person.email);
      await requestPasswordReset(person.email, null);
      const token = mailed.get(person.email);
      if (token) person.resets.add(token);
      return nobody;
    },
    "ask for a reset of nobody": async () => {
      await requestPasswordReset(`nobody@${lane}.test`, null);
      return nobody;
    },
    "open the link": async (person) => {
      for (const token of person.resets) expect((await readReset(token))?.id).toBe(person.id);
      return nobody;
    },
    "use the link": async (person) => {
      const [token] = person.resets;
      return token ? reset(token, person) : nobody;
    },
    "use the link with a password that will not do": async (person) => {
      const [token] = person.resets;
      const weak = one(["short", "passwordpassword", person.password, person.email]);
      if (token) expect(await resetPassword(token, weak, null)).toMatchObject({ outcome: "refused" });
      return nobody;
    },
    "use a link twice": async (person) => {
      const [token] = person.resets;
      if (!token) return nobody;
      const right = await reset(token, person);
      await reset(token);
      return right;
    },
    "use a used link": async () => (spent.length > 0 ? reset(one(spent)) : nobody),
    "use a link that is over": async (person) => {
      const [token] = person.resets;
      if (!token) return nobody;
      await asSuperuser("update password_reset set expires_at = now() - interval '1 s' where user_id = $1", [
        person.id,
      ]);
      spent.push(...person.resets);
      person.resets.clear();
      return reset(token);
    },
    "use a link with a letter changed": async (person) => {
      const [token] = person.resets;
      return token ? reset(token.replace(/.$/, (last) => (last === "A" ? "B" : "A"))) : nobody;
    },
    "use a made-up link": () => reset(one([newToken(), "", "x", "a".repeat(43)])),
    "use a session as a link": async (person) =>
      person.sessions.length > 0 ? reset(one(person.sessions)) : nobody,
    "use an invitation as a link": async () => {
      const [link = `${account.id}.${newToken()}`] = open.keys();
      return reset(one([link, link.split(".")[1] ?? ""]));
    },
    "use a factor reset's token as a link": async (person) => {
      const token = newToken();
      await asSuperuser(
        "insert into password_reset (id, token_hash, user_id, expires_at, created_at) values ($1, $2, $3, now() + interval '1 h', now() - interval '2 h')",
        [newId(), hashToken("factor reset", token), person.id],
      );
      return reset(token);
    },
    "use the stored hash as a link": async (person) => {
      const [row] = await asSuperuser<{ hash: Buffer }>(
        "select token_hash as hash from password_reset where user_id = $1 limit 1",
        [person.id],
      );
      return row ? reset(row.hash.toString(one(["hex", "base64url"]))) : nobody;
    },
    "sign in": async (person) => {
      const attempt = { email: person.email, password: person.password, address: null, userAgent: null };
      const answer = await signInWithPassword(attempt);
      if (answer.outcome === "done") person.sessions.push(answer.secret);
      return nobody;
    },
    "sign in with a wrong password": async (person) => {
      const password = one(["wrong", one(people).password.toUpperCase(), `${person.password} `]);
      const answer = await signInWithPassword({
        email: person.email,
        password,
        address: null,
        userAgent: null,
      });
      expect(answer.outcome).not.toBe("done");
      return nobody;
    },
    "change with the old": (person) => change(person, person.password),
    "change with a wrong old": (person) =>
      change(person, one(["", "wrong", `${person.password} `, spent[0] ?? ""])),
    "change with a link for the old": (person) => change(person, [...person.resets][0] ?? newToken()),
    "change with another's old": (person) =>
      change(person, one(people.filter((other) => other !== person)).password),
    "invite somebody new": async () => {
      serial += 1;
      const email = `new-${serial}@${lane}.test`;
      open.set(await invite(email), email);
      return nobody;
    },
    "accept an invitation": async () => {
      const [link] = open.keys();
      if (!link) return nobody;
      open.delete(link);
      closed.push(link);
      return accept(link, true);
    },
    "accept an invitation with a password that will not do": async () => {
      const [link] = open.keys();
      if (link)
        expect(await acceptInvitation(link, { name: "New", password: "short" }, null)).toMatchObject({
          outcome: "refused",
        });
      return nobody;
    },
    "accept a used one": async () => (closed.length > 0 ? accept(one(closed), false) : nobody),
    "accept a revoked one": async () => {
      const [link] = open.keys();
      if (!link) return nobody;
      open.delete(link);
      closed.push(link);
      await asSuperuser("update invitation set revoked_at = now() where token_hash = $1", [
        hashToken("invitation", link.split(".")[1] ?? ""),
      ]);
      return accept(link, false);
    },
    "accept one of somebody who is known": async (person) => accept(await invite(person.email), false),
    "accept with a reset's token": async (person) =>
      accept(`${account.id}.${[...person.resets][0] ?? newToken()}`, false),
    "open an invitation": async () => {
      for (const [link, email] of open) expect((await readInvitation(link))?.email).toBe(email);
      return nobody;
    },
    "begin an app": async (person) => {
      const found = await sessionOf(person);
      if (!found?.me.complete) return nobody;
      const { key } = await startApp(found.me);
      person.apps.set(found.secret, key.replaceAll(" ", ""));
      return nobody;
    },
    "confirm the app with a wrong code": async (person) => {
      const found = await sessionOf(person);
      const code = one(["000000", "12345", "", [...person.resets][0] ?? "x"]);
      if (found?.me.complete) {
        const answer = await confirmApp(found.me, { name: "Phone", code }, null);
        expect(answer.outcome).not.toBe("done");
      }
      return nobody;
    },
    "confirm the app": async (person) => {
      const found = await sessionOf(person);
      const secret = found && person.apps.get(found.secret);
      if (!found?.me.complete || !secret) return nobody;
      const answer = await confirmApp(found.me, { name: "Phone", code: generateSync({ secret }) }, null);
      if (answer.outcome === "done") person.sessions.push(answer.secret);
      return nobody;
    },
    "lose the app": async (person) => {
      await asSuperuser("delete from totp_app where user_id = $1", [person.id]);
      return nobody;
    },
  };

  const names = Object.keys(steps);
  const worked = new Map<string, number>();

  /** Two or three steps by chance, where the order before them ended, and after each a look at every password. */
  async function order(no: number): Promise<void> {
    const done: string[] = [];
    let before = await hashes();
    for (let left = 2 + upTo(2); left > 0; left -= 1) {
      const [name, person] = [one(names), one(people)];
      done.push(name);
      const right = await (steps[name] as (typeof steps)[string])(person).catch((error) => {
        // refused for want of a whole or a fresh session
        if (error instanceof CordonError) return nobody;
        throw error;
      });
      const after = await hashes();
      const told = `${lane}, order ${no}: ${done.join(", ")}`;
      const changed = people.filter((_, i) => before.own[i] !== after.own[i]).map(({ id }) => id);
      expect(changed, told).toEqual(right.person ? [right.person.id] : []);
      expect(after.count - before.count, told).toBe(right.joined ? 1 : 0);
      if (!right.joined) expect(after.others, told).toBe(before.others);
      before = after;
      if (right.person || right.joined) worked.set(name, (worked.get(name) ?? 0) + 1);
    }
    for (const person of people) person.sessions = person.sessions.slice(-5);
  }
  /** Waits and hourly limits would leave most steps undone. */
  async function refresh(): Promise<void> {
    const ids = people.map(({ id }) => id);
    await asSuperuser("delete from sign_in_throttle");
    await asSuperuser(
      "update password_reset set created_at = now() - interval '2 h' where user_id = any ($1)",
      [ids],
    );
    await asSuperuser(
      "delete from user_password where not user_id = any ($1) and user_id in (select id from app_user where email like $2)",
      [ids, `%@${lane}.test`],
    );
  }
  return { order, refresh, worked };
}

const LANES = 4;
const seed = Number(process.env.STEP_ORDERS_SEED ?? randomInt(2 ** 31));

describe("ten thousand orders of steps", () => {
  it(`change no password without its token or, in a whole session, the old one (STEP_ORDERS_SEED=${seed})`, {
    timeout: 300_000,
  }, async () => {
    const lanes = await Promise.all(
      Array.from({ length: LANES }, (_, i) => makeLane(`lane-${i}-${seed}`, seed + i)),
    );
    await Promise.all(
      lanes.map(async (lane) => {
        for (let no = 0; no < ORDERS / LANES; no += 1) {
          if (no % 25 === 0) await lane.refresh();
          await lane.order(no);
        }
      }),
    );
    // the flows work: what may change a password often did
    for (const { worked } of lanes)
      for (const name of ["use the link", "change with the old", "accept an invitation"])
        expect(worked.get(name), name).toBeGreaterThan(ORDERS / 1_000);
  });
});
