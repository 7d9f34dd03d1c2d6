import "server-only";
import { sql } from "kysely";
import { type AuthDb, withAuthDb } from "@/db/auth";
import type { FactorKind, ProofKind } from "@/lib/access/proof";
import { rulesOf, strictest } from "@/lib/auth/sessions/read-policy";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { waitingFor } from "@/lib/auth/sessions/waiting-for";
import { hashToken } from "@/lib/auth/token";

/** How old last_seen_at may become before a request writes it anew. */
const TOUCH_AFTER_MS = 60_000;

/**
 * Whose session this secret opens now, or null: unknown, ended, too old, idle too long, or of somebody who was disabled.
 * One read per request. Counts as use, unless the page that asks is unattended.
 */
export async function readSession(
  secret: string,
  { unattended }: { unattended: boolean } = { unattended: false },
): Promise<SignedIn | null> {
  if (!/^[\w-]{43}$/.test(secret)) return null;
  return withAuthDb(async (db) => {
    const opened = await findSession(db, { tokenHash: hashToken("session", secret) });
    if (opened && !unattended && opened.quietMs > TOUCH_AFTER_MS)
      await db
        .updateTable("session")
        .set({ last_seen_at: new Date() })
        .where("id", "=", opened.signedIn.sessionId)
        .where("last_seen_at", "<", new Date(Date.now() - TOUCH_AFTER_MS))
        .execute();
    return opened?.signedIn ?? null;
  });
}

/** The same session again, for what outlives its request: null once it is over. Does not count as use. */
export const rereadSession = (sessionId: string): Promise<SignedIn | null> =>
  withAuthDb(async (db) => (await findSession(db, { id: sessionId }))?.signedIn ?? null);

/** The kinds of second factor this person has; phones only once a code proved them. */
export const factorsOf = (userId: ReturnType<typeof sql.ref>) => sql<FactorKind[]>`array_remove(array[
  case when exists (select from totp_app where user_id = ${userId}) then 'app' end,
  case when exists (select from security_key where user_id = ${userId}) then 'key' end,
  case when exists (select from phone where user_id = ${userId} and verified_at is not null) then 'phone' end], null)`;

async function findSession(
  db: AuthDb,
  by: { tokenHash: Buffer } | { id: string },
): Promise<{ signedIn: SignedIn; quietMs: number } | null> {
  const found = await db
    .selectFrom("session as s")
    .innerJoin("app_user as u", "u.id", "s.user_id")
    .leftJoin("provider_operator as p", "p.user_id", "s.user_id")
    .where((eb) => ("id" in by ? eb("s.id", "=", by.id) : eb("s.token_hash", "=", by.tokenHash)))
    .where("s.revoked_at", "is", null)
    .where("u.disabled_at", "is", null)
    .select([
      "s.id",
      "s.token_hash",
      "s.user_id",
      "s.created_at",
      "s.last_seen_at",
      "s.expires_at",
      "s.complete",
      "s.proofs",
      "s.confirmed_at",
      "s.confirmed_with",
      "s.accounts",
      "u.email",
      "u.name",
      "p.role",
      factorsOf(sql.ref("s.user_id")).as("factors"),
      rulesOf(sql.ref("s.user_id")).as("rules"),
    ])
    .executeTakeFirst();
  const now = new Date();
  if (!found || found.expires_at <= now) return null;
  const policy = strictest(found.rules, found.role !== null);
  const quietMs = now.getTime() - found.last_seen_at.getTime();
  if (quietMs >= policy.idleMinutes * 60_000) return null;
  if (now.getTime() - found.created_at.getTime() >= policy.absoluteHours * 3_600_000) return null;
  const proofs = found.proofs as ProofKind[];
  const waiting = waitingFor({ complete: found.complete, proofs }, found.factors, policy, now);
  const signedIn: SignedIn = {
    sessionId: found.id,
    secretHash: found.token_hash.toString("base64url"),
    userId: found.user_id,
    email: found.email,
    name: found.name,
    complete: waiting === null,
    waitingFor: waiting,
    providerRole: found.role as SignedIn["providerRole"],
    proof: { at: found.confirmed_at, with: found.confirmed_with as ProofKind },
    factors: found.factors,
    policy,
    accounts: found.accounts,
  };
  return { signedIn, quietMs };
}
