import { conflict, invalid } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { type AccountPolicy, readAccountPolicy } from "@/lib/policy/account-policy";
import { assertNoLockout } from "@/lib/policy/assert-no-lockout";
import { type PolicyInput, policyInput } from "@/lib/policy/policy-input";

const LONGEST_GRACE_MS = 366 * 86_400_000;

/** Changes what the account asks of its members' sign-ins. It binds open sessions too, with their next request. */
export const changePolicy = command({
  name: "policy.change",
  permission: "policy.manage",
  input: policyInput,
  async run({ db, actor, now, audit, publish }, input) {
    const before = await readAccountPolicy(db, actor.account.id);
    if (input.version !== before.version) throw changedMeanwhile();
    const graceUntil = graceOf(input, before, now);
    await assertNoLockout(db, actor, before, input);
    const values = {
      second_factor: input.secondFactor,
      grace_until: graceUntil,
      factor_kinds: input.kinds,
      phishing_resistant: input.phishingResistant,
      idle_minutes: input.idleMinutes,
      absolute_hours: input.absoluteHours,
      address_ranges: JSON.stringify(input.ranges),
      version: before.version + 1,
      changed_at: now,
    };
    // of two who read the same version only the first writes
    const written =
      before.version === 0
        ? await db
            .insertInto("account_policy")
            .values(values)
            .onConflict((conflicting) => conflicting.column("account_id").doNothing())
            .returning("version")
            .executeTakeFirst()
        : await db
            .updateTable("account_policy")
            .set(values)
            .where("account_id", "=", actor.account.id)
            .where("version", "=", before.version)
            .returning("version")
            .executeTakeFirst();
    if (!written) throw changedMeanwhile();
    audit("policy.changed", {
      target: { kind: "account", id: actor.account.id, label: actor.account.name },
      before: forLog(before),
      after: forLog({ ...input, graceUntil }),
    });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return { version: written.version };
  },
});

const changedMeanwhile = () =>
  conflict(
    "Somebody changed the policy while you were editing it. Reload to see what it says now, then repeat your change.",
  );

/** A date that has passed already is kept, and cannot be chosen. */
function graceOf(input: PolicyInput, before: AccountPolicy, now: Date): Date | null {
  const { graceUntil } = input;
  if (input.secondFactor === "nobody" || graceUntil === null) return null;
  if (graceUntil.getTime() === before.graceUntil?.getTime()) return graceUntil;
  if (graceUntil <= now)
    throw invalid("The date has passed already.", { graceUntil: "Choose a date to come, or at once." });
  if (graceUntil.getTime() - now.getTime() > LONGEST_GRACE_MS)
    throw invalid("The date is too far away.", { graceUntil: "Choose a date within a year." });
  return graceUntil;
}

function forLog(policy: Omit<AccountPolicy, "version" | "changedAt">) {
  return {
    secondFactor: policy.secondFactor,
    from: policy.graceUntil?.toISOString() ?? null,
    kinds: policy.kinds.join(", "),
    phishingResistant: policy.phishingResistant,
    idleMinutes: policy.idleMinutes,
    absoluteHours: policy.absoluteHours,
    addresses: policy.ranges.map(({ name, range }) => `${name}: ${range}`).join(", ") || "every address",
  };
}
