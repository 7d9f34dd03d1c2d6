import type { CommandContext } from "@/lib/operation/operation";
import { takeBackInvitations } from "@/lib/people/public";
import type { Given } from "@/lib/roles/find-reach";

/** After something was taken from everybody who has a role: what they had promised others of it is taken back, too. */
export async function takeBackFromHolders(
  context: CommandContext<"role.manage">,
  reach: readonly Given[],
): Promise<void> {
  const holders = [...new Set(reach.flatMap(({ membershipId }) => membershipId ?? []))];
  if (holders.length === 0) return;
  const senders = await context.db
    .selectFrom("invitation")
    .where("account_id", "=", context.actor.account.id)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("created_by", "in", holders)
    .select("created_by")
    .distinct()
    .execute();
  for (const { created_by } of senders) if (created_by) await takeBackInvitations(context, created_by);
}
