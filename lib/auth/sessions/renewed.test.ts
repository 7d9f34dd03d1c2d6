import { beforeEach, expect, it } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import { aged, appCode, makePerson, opened, type Person, password } from "@/db/testing/person";
import { confirmApp } from "@/lib/auth/factors/confirm-app";
import { proveWithCode } from "@/lib/auth/factors/prove-with-code";
import { proveWithPassword } from "@/lib/auth/factors/prove-with-password";
import { startApp } from "@/lib/auth/factors/start-app";
import { readSession } from "@/lib/auth/sessions/read-session";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";

let ana: Person;
beforeEach(async () => {
  ana = await makePerson();
});

it("each proof gives a session another secret, and none of those before opens anything", async () => {
  const secrets: string[] = [];
  const present = () => opened(secrets.at(-1) ?? "");
  async function take(answer: { outcome: string; secret?: string }): Promise<void> {
    if (answer.outcome !== "done" || !answer.secret) throw new Error(JSON.stringify(answer));
    secrets.push(answer.secret);
    expect(new Set(secrets).size).toBe(secrets.length);
    for (const before of secrets.slice(0, -1)) expect(await readSession(before)).toBeNull();
    expect(await readSession(answer.secret)).not.toBeNull();
  }
  const signIn = () => signInWithPassword({ email: ana.email, password, address: null, userAgent: null });

  await take(await signIn());
  await take(await proveWithPassword(await aged(await present(), 5), password, null));
  const { key } = await startApp(await present());
  const app = key.replaceAll(" ", "");
  await take(await confirmApp(await present(), { name: "Phone", code: appCode(app) }, null));
  const unused = () => asSuperuser("update totp_app set last_step = 0");
  await unused();
  const stale = await aged(await present(), 5);
  await take(await proveWithCode(stale, { kind: "app", code: appCode(app) }, null));

  // and from the password on to the second factor
  await unused();
  const half = await signIn();
  if (half.outcome !== "done") throw new Error(half.outcome);
  const shown = await proveWithCode(await opened(half.secret), { kind: "app", code: appCode(app) }, null);
  if (shown.outcome !== "done") throw new Error(shown.outcome);
  expect(await readSession(half.secret)).toBeNull();
  expect(await readSession(shown.secret)).toMatchObject({ complete: true });
});
