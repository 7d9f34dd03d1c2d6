import "server-only";
import { withIngestDb } from "@/db/ingest";
import type { ChangedDevice } from "@/lib/accounting/record-accounting";
import { liveChannel, livePayloads } from "@/lib/live/change";

/** Tells every open page that may show these devices that they changed. */
export async function publishChanges(devices: readonly ChangedDevice[]): Promise<void> {
  const payloads = [...Map.groupBy(devices, (device) => device.accountId)].flatMap(
    ([accountId, ofAccount]) => [
      ...livePayloads(accountId, { topic: "devices", devices: ofAccount }),
      ...(ofAccount.some((device) => device.regrouped) ? livePayloads(accountId, { topic: "groups" }) : []),
    ],
  );
  await withIngestDb((_, client) =>
    client.query("select pg_notify($1, payload) from unnest($2::text[]) as payload", [liveChannel, payloads]),
  );
}
