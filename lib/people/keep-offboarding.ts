import type { CommandContext } from "@/lib/operation/operation";
import type { LeftPerson } from "@/lib/people/remove-person";

/** Keeps what ended, as the proof that a page shows later. */
export async function keepOffboarding(
  { db, actor, now }: CommandContext<"member.remove">,
  kept: { id: string; company: string | null; reason: string; people: LeftPerson[]; invitations: string[] },
): Promise<void> {
  await db
    .insertInto("offboarding")
    .values({
      id: kept.id,
      company: kept.company,
      reason: kept.reason,
      at: now,
      done_by: actor.membershipId,
      done_by_label: actor.label,
      people: JSON.stringify(kept.people),
      invitations: JSON.stringify(kept.invitations),
    })
    .execute();
}
