import type { AccountDb } from "@/db/scoped";
import { Missing } from "@/lib/kernel/errors";

/**
 * The group, kept from being deleted until this transaction ends; `change` keeps others from changing it as well, and
 * `rule` does not wait for them: whoever changes a rule holds all that others may be waiting for.
 * Throws Missing when it is not in the operation's scope.
 */
export async function holdGroup(
  db: AccountDb,
  accountId: string,
  groupId: string,
  against: "deletion" | "change" | "rule" = "deletion",
) {
  const group = await db
    .selectFrom("device_group")
    .where("account_id", "=", accountId)
    .where("id", "=", groupId)
    .select(["id", "group_no as no", "name", "description", "device_count as deviceCount"])
    .select(["rule", "rule_words as ruleWords", "version"])
    .$if(against === "deletion", (query) => query.forKeyShare())
    .$if(against === "change", (query) => query.forUpdate())
    .$if(against === "rule", (query) => query.forUpdate().noWait())
    .executeTakeFirst();
  if (!group) throw new Missing("group", [groupId]);
  return group;
}
