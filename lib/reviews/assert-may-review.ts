import type { AccountDb } from "@/db/scoped";
import { scopesOf } from "@/lib/access/scope";
import { invalid } from "@/lib/kernel/errors";
import { findHoldings } from "@/lib/people/public";

/** Throws invalid for who could not decide: a reviewer sees the members, and gives and takes grants, in the whole account. */
export async function assertMayReview(
  db: AccountDb,
  accountId: string,
  member: { id: string; name: string },
  now: Date,
  field: "reviewerId" | "reviewerIds",
): Promise<void> {
  const held = scopesOf(await findHoldings(db, accountId, member.id, now));
  if (held.get("grant.manage") !== "all" || held.get("member.view") !== "all")
    throw invalid("A reviewer sees the members, and gives and takes grants, in the whole account.", {
      [field]: `${member.name} may not view members or not give and take grants. Choose somebody who may.`,
    });
}
