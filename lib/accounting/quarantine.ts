import "server-only";
import { withIngestDb } from "@/db/ingest";
import { keepNewest } from "@/lib/accounting/keep-newest";
import { newId } from "@/lib/kernel/id";

export interface Unusable {
  reason: string;
  body: unknown;
}

const LONGEST = 16_000;
const DEEPEST = 64;
/** A statement carries at most 65,535 values. */
const PER_STATEMENT = 5_000;

/** Keeps what could not be used, with the reason, so that the gateway goes on to what is behind it. */
export async function quarantine(gatewayId: string, unusable: readonly Unusable[]): Promise<void> {
  if (unusable.length === 0) return;
  await withIngestDb(async (db, client) => {
    for (let start = 0; start < unusable.length; start += PER_STATEMENT)
      await db
        .insertInto("quarantined_record")
        .values(
          unusable.slice(start, start + PER_STATEMENT).map(({ reason, body }) => ({
            id: newId(),
            gateway_id: gatewayId,
            reason: reason.slice(0, 300),
            record: keepable(body),
          })),
        )
        .execute();
    await client.query("update gateway set last_heard_at = now(), records = records + $2 where id = $1", [
      gatewayId,
      unusable.length,
    ]);
    await keepNewest(client, gatewayId, "quarantined", unusable.length);
  });
}

/** As JSON that PostgreSQL takes, without passwords, and no longer or deeper than is useful. */
function keepable(body: unknown): string {
  if (isDeeperThan(body, DEEPEST)) return JSON.stringify({ nested: "too deeply to be kept" });
  const text = taken(
    JSON.stringify(body, (name, value) => (/password|secret|challenge/i.test(name) ? "[hidden]" : value)) ??
      "null",
  );
  return text.length <= LONGEST ? text : taken(JSON.stringify({ cut: text.slice(0, LONGEST) }));
}

/**
 * jsonb takes neither NUL nor half a surrogate pair, which JSON.stringify writes as escapes. Every escape is read, because
 * a device may call itself by the letters of one: their backslash is escaped itself.
 */
const taken = (json: string): string =>
  json.replace(/\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g, (found, what: string) => (what.length > 1 ? "?" : found));

const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((each) => isDeeperThan(each, levels - 1)));
