import "server-only";
import { writeInScope } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { intersect } from "@/lib/access/intersect";
import { writeAccountEvents } from "@/lib/operation/record";
import { mayStillSeeAs } from "@/lib/seeing/public";

/** As whom a session looks at an account. */
export interface Seeing {
  memberId: string;
  memberLabel: string;
  startedAt: Date;
  endsAt: Date;
}

/**
 * The member as whom somebody looks, with what lies within both people's sight; or that somebody, once it is over: its time
 * is up, the member has left, or the seer may no longer. What is over is forgotten, so that it does not come back to life.
 */
export async function lookAs(self: Member, seeing: Seeing, seen: Member | null): Promise<Member> {
  const over = whyOver(self, seeing, seen);
  if (over !== null || !seen) {
    await end(self, seeing, over ?? "");
    return self;
  }
  const { userId, email, label, address, membershipId } = self;
  const { scopes, cut } = intersect(seen.scopes, self.scopes);
  return {
    ...seen,
    address,
    scopes,
    prover: self.prover,
    sessionId: self.sessionId,
    seer: { userId, email, label, address, membershipId, scopes: self.scopes, until: seeing.endsAt, cut },
  };
}

function whyOver(self: Member, { endsAt }: Seeing, seen: Member | null): string | null {
  if (!seen || seen.membershipId === self.membershipId) return "The member has left the account";
  if (!mayStillSeeAs(self)) return "The permission for it ended";
  return endsAt <= new Date() ? "Its time was up" : null;
}

async function end(
  self: Member,
  { memberId, memberLabel, startedAt }: Seeing,
  reason: string,
): Promise<void> {
  const { account, membershipId, sessionId } = self;
  if (!sessionId) return;
  await writeInScope({ accountId: account.id, groups: "all", membershipId }, async (db) => {
    const { numDeletedRows } = await db
      .deleteFrom("seeing")
      .where("account_id", "=", account.id)
      .where("session_id", "=", sessionId)
      .where("started_at", "=", startedAt)
      .executeTakeFirst();
    // of several requests at once, one ends it
    if (numDeletedRows === 0n) return;
    const target = { kind: "member", id: memberId, label: memberLabel } as const;
    await writeAccountEvents(db, self, "member.stop_seeing", [
      { action: "member.seen_as_ended", target, detail: { reason } },
    ]);
  });
}
