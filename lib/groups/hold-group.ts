import type { AccountDb } from "@/db/scoped";
import { Missing } from "@/lib/kernel/errors";

/**
 * The group, kept from being deleted until this transaction ends; `change` keeps others from changing it as well.
 * Throws Missing when it is not in the operation's scope.
 */
export async function holdGroup(
  db: AccountDb,
  accountId: string,
  groupId: string,
  against: "deletion" | "change" = "deletion",
) {
  const group = await db
    .selectFrom("device_group")
    .where("account_id", "=", accountId)
    .where("id", "=", groupId)
    .select(["id", "group_no as no", "name", "description", "device_count as deviceCount"])
    .$if(against === "deletion", (query) => query.forKeyShare())
    .$if(against === "change", (query) => query.forUpdate())
    .executeTakeFirst();
  if (!group) throw new Missing("group", [groupId]);
  return group;
}
