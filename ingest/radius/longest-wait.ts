import type { Given } from "@/ingest/radius/read-records";
import { numberOf, readAttributes } from "@/lib/accounting/attributes";

/** Older than this is no wait, but a clock that is wrong. */
const LONGEST = 400 * 86_400_000;

/**
 * How long the one of these records that waited longest did: since the gateway wrote it to its disk, which FreeRADIUS tells in
 * whole seconds. Null when none of them says. A NAS's own delay is no wait between the gateway and here.
 */
export function longestWait(given: readonly Given[], now: number): number | null {
  let longest: number | null = null;
  for (const { body } of given) {
    const written = writtenAt(body);
    if (written === null || now - written > LONGEST) continue;
    longest = Math.max(longest ?? 0, now - written);
  }
  return longest;
}

function writtenAt(body: unknown): number | null {
  if (typeof body !== "object" || body === null || !("Packet-Original-Timestamp" in body)) return null;
  const attributes = readAttributes({ written: body["Packet-Original-Timestamp"] });
  const seconds = numberOf(attributes, "written");
  if (seconds !== null) return seconds * 1_000;
  const text = String(attributes.get("written")?.[0] ?? "");
  const time = Date.parse(/\d\d:\d\d:\d\d$/.test(text) ? `${text} UTC` : text);
  return Number.isNaN(time) ? null : time;
}
