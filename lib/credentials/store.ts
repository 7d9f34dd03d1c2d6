import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Records } from "@/lib/credentials/make-records";

export interface Terms {
  now: Date;
  validFrom: Date;
  validUntil: Date | null;
  by: string;
  boundTo?: readonly string[];
  nasOnly?: readonly string[];
  bulkActionId: string | null;
  /** null: only where there is no current one. Otherwise what becomes of the one there is. */
  replacing: { oldUntil: Date | null; endsOnFirstUse: boolean } | null;
}

/** Stores them for the devices of the transaction's scope; returns the devices that got theirs. */
export async function storeCredentials(
  db: AccountDb,
  records: Records,
  { now, validFrom, validUntil, by, boundTo = [], nasOnly = [], bulkActionId, replacing }: Terms,
): Promise<Set<string>> {
  if (records.deviceIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from store_credentials(${records.deviceIds}::uuid[], ${records.ids}::bytea, ${records.usernames}::text[],
      ${records.lookups}::bytea, ${records.sealed}::bytea, ${records.keyVersion}::smallint, ${now}::timestamptz,
      ${validFrom}::timestamptz, ${validUntil}::timestamptz, ${boundTo}::text[], ${nasOnly}::text[], ${bulkActionId}::uuid, ${by}, ${replacing !== null},
      ${replacing?.oldUntil ?? null}::timestamptz, ${replacing?.endsOnFirstUse ?? false}) as stored (id)
  `.execute(db);
  return new Set(rows.map(({ id }) => id));
}
