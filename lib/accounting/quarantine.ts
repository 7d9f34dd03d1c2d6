import "server-only";
import { withIngestDb } from "@/db/ingest";
import { newId } from "@/lib/kernel/id";

export interface Unusable {
  reason: string;
  body: unknown;
}

const LONGEST = 16_000;

/** Keeps what could not be used, with the reason, so that the gateway goes on to what is behind it. */
export async function quarantine(gatewayId: string, unusable: readonly Unusable[]): Promise<void> {
  if (unusable.length === 0) return;
  await withIngestDb(async (db, client) => {
    await db
      .insertInto("quarantined_record")
      .values(
        unusable.map(({ reason, body }) => ({
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
  });
}

/** As JSON that PostgreSQL takes (no NUL), without passwords, and no longer than is useful. */
function keepable(body: unknown): string {
  const text = JSON.stringify(body, (name, value) =>
    /password|secret|challenge/i.test(name) ? "[hidden]" : value,
  );
  const clean = (text ?? "null").replaceAll("\\u0000", "?");
  return clean.length <= LONGEST ? clean : JSON.stringify({ cut: clean.slice(0, LONGEST) });
}
