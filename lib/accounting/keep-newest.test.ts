import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { withIngestDb } from "@/db/ingest";
import { asSuperuser } from "@/db/testing/estate";
import { keepNewest } from "@/lib/accounting/keep-newest";
import { quarantine } from "@/lib/accounting/quarantine";
import { newId } from "@/lib/kernel/id";

let gateway: string;

beforeEach(async () => {
  gateway = newId();
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1::uuid, $1::text, $2)", [
    gateway,
    createHash("sha256").update(gateway).digest(),
  ]);
});

const counted = async () =>
  (
    await asSuperuser("select quarantined::int, unknown_sessions::int from gateway where id = $1", [gateway])
  )[0];

describe("what a gateway brings that is of no use", () => {
  it("is kept up to a number, the newest, and counted beyond", async () => {
    const other = newId();
    await asSuperuser("insert into gateway (id, name, token_hash) values ($1::uuid, $1::text, $2)", [
      other,
      Buffer.from(other),
    ]);
    await quarantine(other, [{ reason: "of another gateway", body: 0 }]);
    for (let portion = 0; portion < 3; portion += 1)
      await quarantine(
        gateway,
        Array.from({ length: 4_500 }, (_, n) => ({ reason: `portion ${portion}`, body: n })),
      );
    const rows = await asSuperuser<{ reason: string; n: number }>(
      "select reason, count(*)::int as n from quarantined_record where gateway_id = $1 group by 1 order by 1",
      [gateway],
    );
    expect(rows).toEqual([
      { reason: "portion 0", n: 1_000 },
      { reason: "portion 1", n: 4_500 },
      { reason: "portion 2", n: 4_500 },
    ]);
    expect(await counted()).toMatchObject({ quarantined: 13_500 });
    expect(await asSuperuser("select from quarantined_record where gateway_id = $1", [other])).toHaveLength(
      1,
    );
  });

  it("is so for sessions of nobody", async () => {
    await asSuperuser(
      `insert into unknown_session (session_key, run, gateway_id, nas, last_heard_at, counters)
       select 'session ' || n, 0, $1, 'pgw-1', now() - n * interval '1 minute', '{}' from generate_series(1, 30) n`,
      [gateway],
    );
    await withIngestDb((_, client) => keepNewest(client, gateway, "unknown_sessions", 30, 20));
    const kept = await asSuperuser<{ session_key: string }>(
      "select session_key from unknown_session where gateway_id = $1 order by last_heard_at desc",
      [gateway],
    );
    expect(kept.map((row) => row.session_key)).toEqual(
      Array.from({ length: 20 }, (_, n) => `session ${n + 1}`),
    );
    expect(await counted()).toMatchObject({ unknown_sessions: 30 });
  });
});
