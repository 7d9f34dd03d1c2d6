import type { AccountDb, AccountReader } from "@/db/scoped";
import type { FactorKind } from "@/lib/access/proof";

export const whoNeedsFactor = ["nobody", "elevated", "everyone"] as const;

/** What an account asks of its members' second factors: all that decides who complies. */
export interface FactorRules {
  secondFactor: (typeof whoNeedsFactor)[number];
  kinds: readonly FactorKind[];
  phishingResistant: boolean;
}

export interface AccountPolicy extends FactorRules {
  /** until then the requirement is announced, from then on it is enforced; null: at once */
  graceUntil: Date | null;
  idleMinutes: number;
  absoluteHours: number;
  ranges: readonly { name: string; range: string }[];
  /** grows with every change; 0 where nobody has changed the defaults */
  version: number;
  changedAt: Date | null;
}

const defaults: AccountPolicy = {
  secondFactor: "elevated",
  kinds: ["app", "key"],
  phishingResistant: false,
  graceUntil: null,
  idleMinutes: 30,
  absoluteHours: 12,
  ranges: [],
  version: 0,
  changedAt: null,
};

/** The policy of the account in scope; the defaults where it has chosen nothing. */
export async function readAccountPolicy(
  db: AccountReader | AccountDb,
  accountId: string,
): Promise<AccountPolicy> {
  const row = await (db as AccountReader)
    .selectFrom("account_policy")
    .where("account_id", "=", accountId)
    .selectAll()
    .executeTakeFirst();
  if (!row) return defaults;
  return {
    secondFactor: row.second_factor as FactorRules["secondFactor"],
    kinds: row.factor_kinds as FactorKind[],
    phishingResistant: row.phishing_resistant,
    graceUntil: row.grace_until,
    idleMinutes: row.idle_minutes,
    absoluteHours: row.absolute_hours,
    ranges: row.address_ranges as unknown as AccountPolicy["ranges"],
    version: row.version,
    changedAt: row.changed_at,
  };
}
