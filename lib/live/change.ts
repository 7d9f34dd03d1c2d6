/**
 * What may have changed on an open page. Devices come with the numbers of their groups, so that a stream passes on only
 * those its viewer may see.
 */
export type LiveChange =
  | { topic: "devices"; devices: readonly { id: string; groups: readonly number[] }[] }
  | { topic: "groups" }
  | { topic: "people" }
  | { topic: "bulk_action"; id: string; membershipId: string }
  | { topic: "imports" }
  | { topic: "access" };

export type LiveMessage = LiveChange & { accountId: string };

export const liveChannel = "cordon_live";

/** PostgreSQL refuses a NOTIFY payload of 8,000 bytes and more, so many devices travel in several. */
export function livePayloads(accountId: string, change: LiveChange): string[] {
  if (change.topic !== "devices") return [JSON.stringify({ accountId, ...change })];
  const payloads: string[] = [];
  let batch: (typeof change.devices)[number][] = [];
  let size = 0;
  for (const device of change.devices) {
    const length = JSON.stringify(device).length + 1;
    if (size + length > 7_500) {
      payloads.push(JSON.stringify({ accountId, topic: "devices", devices: batch }));
      batch = [];
      size = 0;
    }
    batch.push({ id: device.id, groups: device.groups });
    size += length;
  }
  if (batch.length > 0) payloads.push(JSON.stringify({ accountId, topic: "devices", devices: batch }));
  return payloads;
}
