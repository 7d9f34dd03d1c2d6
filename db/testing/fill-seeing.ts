import { asSuperuser } from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { newId } from "@/lib/kernel/id";

/** A new session of the seer in which she looks as the other; returns its id. */
export async function fillSeeing(seer: Member, seen: Member, minutes = 30): Promise<string> {
  const sessionId = await fillSession(seer.userId);
  const now = new Date();
  await asSuperuser(
    `insert into seeing (account_id, session_id, seer_id, member_id, member_label, started_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      seer.account.id,
      sessionId,
      seer.membershipId,
      seen.membershipId,
      seen.label,
      now,
      new Date(now.getTime() + minutes * 60_000),
    ],
  );
  return sessionId;
}

/** A sign-in session that no secret opens; returns its id. */
export async function fillSession(userId: string): Promise<string> {
  const id = newId();
  await asSuperuser(
    `insert into session (id, token_hash, user_id, expires_at, complete)
     values ($1, sha256($1::uuid::text::bytea), $2, now() + interval '12 hours', true)`,
    [id, userId],
  );
  return id;
}
