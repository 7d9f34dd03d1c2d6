import { generateSync } from "otplib";
import { withAuthDb } from "@/db/auth";
import { asSuperuser, makeAccount, type TestAccount } from "@/db/testing/estate";
import { createUser } from "@/lib/auth/create-user";
import { confirmApp } from "@/lib/auth/factors/confirm-app";
import { startApp } from "@/lib/auth/factors/start-app";
import { readSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { newId } from "@/lib/kernel/id";

export const password = "seven quiet herons at dusk";

export interface Person {
  id: string;
  email: string;
  name: string;
}

/** Somebody with a password and nothing else. */
export async function makePerson(name = "Ana Reyes"): Promise<Person> {
  const email = `${newId()}@example.test`;
  const { id } = await withAuthDb((db) => createUser(db, { email, name, password }));
  return { id, email, name };
}

/** A member of a new account with this policy. */
export async function joinAccountWith(
  person: Person,
  policy: { secondFactor?: string; kinds?: string[]; graceUntil?: Date | null },
): Promise<TestAccount> {
  const account = await makeAccount(`a-${newId().slice(-12)}`);
  await asSuperuser(
    "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, $5)",
    [account.id, newId(), person.id, person.email, person.name],
  );
  await asSuperuser(
    `insert into account_policy (account_id, second_factor, factor_kinds, grace_until) values ($1, $2, $3, $4)
     on conflict (account_id) do update set second_factor = $2, factor_kinds = $3, grace_until = $4`,
    [
      account.id,
      policy.secondFactor ?? "nobody",
      policy.kinds ?? ["app", "key", "phone"],
      policy.graceUntil ?? null,
    ],
  );
  return account;
}

/** A session begun with the right password, as the next request reads it. */
export async function signIn(person: Person): Promise<SignedIn> {
  const answer = await signInWithPassword({
    email: person.email,
    password,
    address: null,
    userAgent: "test",
  });
  if (answer.outcome !== "done") throw new Error(`not signed in: ${answer.outcome}`);
  return opened(answer.secret);
}

/** What the next request with this secret is. */
export async function opened(secret: string): Promise<SignedIn> {
  const me = await readSession(secret);
  if (!me) throw new Error("this secret opens nothing");
  return me;
}

export const appCode = (secret: string, at = new Date()): string =>
  generateSync({ secret, epoch: at.getTime() / 1000 });

/** An authenticator app of this person, whose present code is unused; and the session that goes on. */
export async function enrolApp(
  me: SignedIn,
  name = "Phone",
): Promise<{ me: SignedIn; secret: string; id: string }> {
  const { key } = await startApp(me);
  const secret = key.replaceAll(" ", "");
  const answer = await confirmApp(me, { name, code: appCode(secret) }, null);
  if (answer.outcome !== "done") throw new Error(`not enrolled: ${JSON.stringify(answer)}`);
  await asSuperuser("update totp_app set last_step = 0 where id = $1", [answer.id]);
  return { me: await opened(answer.secret), secret, id: answer.id };
}

/** As if the last proof of this session had been so long ago; as the next request reads it. */
export async function aged(me: SignedIn, minutes: number): Promise<SignedIn> {
  await asSuperuser(
    "update session set confirmed_at = confirmed_at - make_interval(mins => $2) where id = $1",
    [me.sessionId, minutes],
  );
  return { ...me, proof: { ...me.proof, at: new Date(me.proof.at.getTime() - minutes * 60_000) } };
}
