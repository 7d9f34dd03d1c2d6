import "server-only";
import { sql } from "kysely";
import { type AccountDb, writeInScope } from "@/db/scoped";
import { livePayloads } from "@/lib/live/change";
import { enqueueIn } from "@/lib/operation/enqueue";
import type { Effects } from "@/lib/operation/operation";
import { collectEvents, writeAccountEvents } from "@/lib/operation/record";

const system = { kind: "system", userId: null, label: "Cordon", address: null } as const;

/**
 * What the worker keeps about its own work in an account: progress, outcomes, the end. One transaction with the whole
 * account in sight, so never for what somebody asked to be done to devices: that is performed as whoever asked.
 */
export function actAsSystem<Result>(
  accountId: string,
  name: string,
  work: (context: { db: AccountDb } & Effects) => Promise<Result>,
): Promise<Result> {
  const scope = { accountId, groups: "all", membershipId: null } as const;
  return writeInScope(scope, async (db, executor) => {
    const { events, changes, effects } = collectEvents(enqueueIn(executor));
    const result = await work({ db, ...effects });
    if (events.length > 0) await writeAccountEvents(db, system, name, events);
    for (const payload of changes.flatMap((change) => livePayloads(accountId, change)))
      await sql`select pg_notify('cordon_live', ${payload})`.execute(db);
    return result;
  });
}
