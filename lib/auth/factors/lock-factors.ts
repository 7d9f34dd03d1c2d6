import "server-only";
import { sql } from "kysely";
import type { AuthDb } from "@/db/auth";
import type { FactorKind, ProofKind } from "@/lib/access/proof";
import { stepUpRequired } from "@/lib/auth/sessions/assert-fresh";
import { factorsOf } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { CordonError } from "@/lib/kernel/errors";

/**
 * One change of somebody's factors at a time, and none by a session that ended since its request began. Returns the kinds
 * there are now.
 */
export async function lockOwner(db: AuthDb, me: SignedIn): Promise<readonly FactorKind[]> {
  const live = await db
    .selectFrom("app_user as u")
    .innerJoin("session as s", "s.user_id", "u.id")
    .where("u.id", "=", me.userId)
    .where("u.disabled_at", "is", null)
    .where("s.id", "=", me.sessionId)
    .where("s.revoked_at", "is", null)
    .where("s.expires_at", ">", new Date())
    .select("u.id")
    .forUpdate()
    .executeTakeFirst();
  if (!live) throw sessionOver();
  const { kinds } = await db
    .selectFrom("app_user as u")
    .where("u.id", "=", me.userId)
    .select(factorsOf(sql.ref("u.id")).as("kinds"))
    .executeTakeFirstOrThrow();
  return kinds;
}

/**
 * The same for changing them: a password that was proof enough while there were none is not once another request set one up.
 * Where elevated operations want a key, whoever has one changes factors with it too, or with a recovery code once it is lost:
 * a code that was tricked out of them would else be enough to add a key, and with that key for everything.
 */
export async function lockFactors(db: AuthDb, me: SignedIn): Promise<readonly FactorKind[]> {
  const kinds = await lockOwner(db, me);
  if (kinds.length > 0 && me.proof.with === "password") throw stepUpRequired();
  if (me.policy.phishingResistant && kinds.includes("key") && !withstandsPhishing.includes(me.proof.with))
    throw stepUpRequired("key_or_recovery");
  return kinds;
}

const withstandsPhishing: readonly ProofKind[] = ["key", "recovery"];

export const sessionOver = () => new CordonError("unauthenticated", "Sign in to go on.");
