import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { CDPSession, Page } from "@playwright/test";
import { generate } from "otplib";
import { Client } from "pg";
import type { Portal } from "./portal";

/** SQL on the tables that belong to no account: how a journey grows old without waiting. */
export async function query<Row extends object>(
  { databaseUrl }: Portal,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** What an authenticator app with this key shows now. */
export const codeNow = (key: string): Promise<string> => generate({ secret: key.replaceAll(" ", "") });

/** A session of somebody, with these proofs, as if it had just begun; the browser holds its cookie. */
export async function openSession(
  page: Page,
  portal: Portal,
  email: string,
  proofs: string[] = ["password", "app"],
): Promise<void> {
  const secret = randomBytes(32).toString("base64url");
  await query(
    portal,
    `insert into session (id, token_hash, user_id, expires_at, complete, proofs, confirmed_with)
     select $1, $2, id, now() + interval '8 hours', true, $3, $4 from app_user where email = $5`,
    [
      randomUUID(),
      createHash("sha256").update(`cordon session\0${secret}`).digest(),
      proofs,
      proofs.at(-1),
      email,
    ],
  );
  await page
    .context()
    .addCookies([
      { name: "cordon-session", value: secret, url: portal.url, httpOnly: true, sameSite: "Lax" },
    ]);
}

/** Whoever holds this person's sessions last showed who they are six minutes ago. */
export const ageSessions = (portal: Portal, email: string): Promise<object[]> =>
  query(
    portal,
    `update session set confirmed_at = now() - interval '6 minutes'
     where user_id = (select id from app_user where email = $1)`,
    [email],
  );

/** A security key that is always touched, and unlocked by its owner, in this browser. */
export async function addVirtualKey(page: Page): Promise<CDPSession> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable");
  await browser.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return browser;
}
