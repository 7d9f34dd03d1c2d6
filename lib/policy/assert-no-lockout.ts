import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { isInside } from "@/lib/access/address-ranges";
import { invalid } from "@/lib/kernel/errors";
import type { AccountPolicy } from "@/lib/policy/account-policy";
import type { PolicyInput } from "@/lib/policy/policy-input";

/** Whoever saves a policy must be able to come back under it and change it again. */
export async function assertNoLockout(
  db: AccountDb,
  actor: Member,
  before: AccountPolicy,
  after: PolicyInput,
): Promise<void> {
  if (after.ranges.length > 0 && actor.address === null)
    throw invalid("This would lock you out, so nothing was saved.", {
      ranges:
        "Your own address is not known to Cordon, so nobody could come in from it. Ask whoever runs Cordon to set TRUST_PROXY.",
    });
  if (
    after.ranges.length > 0 &&
    !isInside(
      after.ranges.map(({ range }) => range),
      actor.address,
    )
  )
    throw invalid("This would lock you out, so nothing was saved.", {
      ranges: `Your own address ${actor.address} is in none of these ranges. Add a range that holds it.`,
    });
  if (!after.phishingResistant) return;
  if (!after.kinds.includes("key"))
    throw invalid("Phishing-resistant factors are security keys and passkeys, which are not allowed here.", {
      kinds: "Allow security keys and passkeys too.",
    });
  if (before.phishingResistant) return;
  const { rows } = await sql<{ keys: number }>`
    select keys from second_factors_of_members() where member = ${actor.membershipId}
  `.execute(db);
  if ((rows[0]?.keys ?? 0) === 0)
    throw invalid("This would lock you out of your own elevated permissions, so nothing was saved.", {
      phishingResistant:
        "You have no security key or passkey yourself. Add one under You, Security, then come back.",
    });
}
