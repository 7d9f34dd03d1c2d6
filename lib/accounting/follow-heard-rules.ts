import type { PoolClient } from "pg";
import type { FoundDevice } from "@/lib/accounting/find-devices";

/**
 * Devices were heard elsewhere than before, in accounts whose rules nobody holds still. Rules are held before devices, and
 * whose devices they are is known only with the devices: so the work begins again, with these held.
 */
export class RulesAskedFor extends Error {
  constructor(readonly accounts: readonly string[]) {
    super("rules are held first");
  }
}

interface Regrouped {
  accountId: string;
  id: string;
  groups: number[];
  regrouped: true;
}

/** Until the transaction ends nobody changes which devices these accounts' groups take in by themselves. */
export async function holdHeardRules(client: PoolClient, accounts: readonly string[]): Promise<void> {
  if (accounts.length === 0) return;
  await client.query("select hold_rules_of($1::uuid[])", [accounts]);
}

/** Puts devices that were heard elsewhere where the rules of their accounts say they are. Answers those that moved, with their groups before and after. */
export async function followHeardRules(
  client: PoolClient,
  devices: readonly FoundDevice[],
): Promise<Map<string, Regrouped>> {
  if (devices.length === 0) return new Map();
  const { rows } = await client.query<Omit<Regrouped, "regrouped">>(
    `select account_id as "accountId", device_id as id, groups from follow_rules_heard($1::uuid[], $2::uuid[])`,
    [devices.map((device) => device.accountId), devices.map((device) => device.id)],
  );
  return new Map(rows.map((row) => [row.id, { ...row, regrouped: true }]));
}
