import { Client } from "pg";
import { closePools } from "@/db/pools";
import { readEmail } from "@/lib/auth/email";
import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { newId } from "@/lib/kernel/id";
import { exitWith, Stop } from "./step.mjs";

/** Makes somebody an operator of the provider, and mails a link with which to set a password. */
async function main(): Promise<void> {
  const [typed, ...name] = process.argv.slice(2);
  const email = readEmail(typed ?? "");
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

main().then(() => process.exit(0), exitWith);
