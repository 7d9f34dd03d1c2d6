import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";

/** What second factors a member has, as counts: never which. */
export interface HeldFactors {
  apps: number;
  keys: number;
  phones: number;
  recoveryCodes: number;
  /** the oldest of them; null: there is none */
  since: string | null;
}

/** Null for who is not in the account any more. */
export async function findFactors(
  db: AccountReader | AccountDb,
  memberId: string,
): Promise<HeldFactors | null> {
  const { rows } = await sql<Omit<HeldFactors, "since"> & { since: Date | null }>`
    select apps, keys, phones, recovery_codes as "recoveryCodes", since
    from second_factors_of_members() where member = ${memberId}
  `.execute(db);
  const [found] = rows;
  return found ? { ...found, since: found.since?.toISOString() ?? null } : null;
}

/** Which of these members have no second factor at all. */
export async function findWithoutFactor(
  db: AccountReader | AccountDb,
  memberIds: readonly string[],
): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const { rows } = await sql<{ member: string }>`
    select member from second_factors_of_members()
    where member = any(${[...memberIds]}::uuid[]) and apps + keys + phones = 0
  `.execute(db);
  return new Set(rows.map((row) => row.member));
}
