import { Client } from "pg";
import { withAuthDb } from "@/db/auth";
import { withWorkerDb } from "@/db/jobs";
import { closePools } from "@/db/pools";
import { readEmail } from "@/lib/auth/email";
import { removeAllFactors } from "@/lib/auth/factors/remove-all-factors";
import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { endSessions } from "@/lib/auth/sessions/end-session";
import { resealCredentials } from "@/lib/credentials/reseal";
import { newId } from "@/lib/kernel/id";
import { factorResetOnServerMail } from "@/lib/mail/factor-reset";
import { resealNasSecrets } from "@/lib/nas/reseal-secrets";
import { enqueueIn } from "@/lib/operation/enqueue";
import { exitWith, Stop } from "./step.mjs";

/**
 * Makes somebody an operator of the provider, and mails a link with which to set a password; with --reset-factor takes the
 * second factor off an operator who lost it. Whoever may run this holds the database anyway.
 */
async function main(): Promise<void> {
  const [typed, ...name] = process.argv.slice(2);
  if (typed === "--reseal-credentials") return reseal();
  const email = readEmail(typed ?? "");
  if (email && name[0] === "--reset-factor") return resetFactor(email);
  if (!email || name.length === 0)
    throw new Stop("Say who: npm run operator -- noor@provider.example Noor Vermeer");
  const { DATABASE_URL: owner } = process.env;
  if (!owner) throw new Stop("Set DATABASE_URL (role cordon_owner).");
  const client = new Client({ connectionString: owner });
  await client.connect();
  try {
    await client.query(
      "insert into app_user (id, email, name) values ($1, $2, $3) on conflict (email) do nothing",
      [newId(), email, name.join(" ")],
    );
    await client.query(
      `insert into provider_operator (user_id, role) select id, 'operator' from app_user where email = $1
       on conflict (user_id) do nothing`,
      [email],
    );
  } finally {
    await client.end();
  }
  await requestPasswordReset(email, null);
  await closePools();
  console.log(`${email} is an operator. A mail with a link to set a password is on its way.`);
}

/** After a new key was put into CREDENTIAL_KEYS of every process: brings all credentials under it, while they are in use. */
async function reseal(): Promise<void> {
  const done = await resealCredentials(withWorkerDb, (count) =>
    console.log(`${count.toLocaleString("en-GB")} sealed anew`),
  );
  const secrets = await resealNasSecrets(withWorkerDb);
  await closePools();
  console.log(
    `${done.toLocaleString("en-GB")} credentials and ${secrets.toLocaleString("en-GB")} secrets of NASes are under the newest key. Older ones can be taken out of CREDENTIAL_KEYS.`,
  );
}

async function resetFactor(email: string): Promise<void> {
  const reset = await withAuthDb(async (db, executor) => {
    const operator = await db
      .selectFrom("app_user as u")
      .innerJoin("provider_operator as p", "p.user_id", "u.id")
      .where("u.email", "=", email)
      .select(["u.id", "u.email", "u.name"])
      .executeTakeFirst();
    if (!operator) return null;
    const removed = await removeAllFactors(db, operator.id);
    const sessionsEnded = await endSessions(db, operator.id, { allBut: null }, "second factor reset");
    await recordAuthEvent(db, "factor.reset", {
      user: operator,
      address: null,
      detail: { removed, sessionsEnded, by: "the server's own command" },
    });
    await enqueueIn(executor)("send-mail", factorResetOnServerMail(operator, new Date()));
    return { ...removed, sessionsEnded };
  });
  await closePools();
  if (!reset) throw new Stop(`${email} is no operator of the provider.`);
  console.log(
    `${email}: ${reset.apps + reset.keys + reset.phones} second factors removed, ${reset.sessionsEnded} sessions ended. The next sign-in sets up a new one.`,
  );
}

main().then(() => process.exit(0), exitWith);
