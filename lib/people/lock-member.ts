import type { AccountDb } from "@/db/scoped";
import { conflict, Missing } from "@/lib/kernel/errors";

/** A person who is in the account, held until the transaction ends. Throws Missing, or conflict for who has left. */
export async function lockMember(db: AccountDb, accountId: string, memberId: string) {
  const member = await db
    .selectFrom("membership")
    .where("account_id", "=", accountId)
    .where("id", "=", memberId)
    .select(["id", "name", "email", "removed_at"])
    .forUpdate()
    .executeTakeFirst();
  if (!member) throw new Missing("member", [memberId]);
  if (member.removed_at) throw conflict(`${member.name} was removed from the account already.`);
  return member;
}
