import { createHash, timingSafeEqual } from "node:crypto";
import { noteHeard, noteRefused } from "@/ingest/note-gateways";
import { isInside } from "@/lib/access/address-ranges";
import { type KnownGateway, readGateways, recordTokenUse } from "@/lib/accounting/gateways";
import { log } from "@/lib/kernel/log";

const FRESH_FOR = 2_000;

let known: { readAt: number; gateways: Promise<KnownGateway[]>; places: Map<string, boolean> } | undefined;

/**
 * The gateway whose token this is, and who asks from where that gateway may. A token that was renewed stops being believed
 * within two seconds of its end.
 */
export async function gatewayOf(
  authorization: string | undefined,
  address: string | null,
): Promise<string | null> {
  const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? "")?.[1];
  if (!token) return null;
  const hash = createHash("sha256").update(token).digest();
  const asked = read();
  let found: { gateway: KnownGateway; old: boolean } | null = null;
  for (const gateway of await asked.gateways) {
    if (isSame(gateway.tokenHash, hash)) found = { gateway, old: false };
    if (isSame(gateway.oldTokenHash, hash)) found = { gateway, old: true };
  }
  if (!found) return null;
  const { gateway, old } = found;
  if (old && !(gateway.oldTokenUntil && gateway.oldTokenUntil > new Date())) return null;
  if (!mayAskFrom(asked.places, gateway, address)) {
    noteRefused(gateway.id, address);
    return null;
  }
  if (!old && !gateway.tokenFirstUsedAt) firstUse(gateway);
  noteHeard(gateway.id);
  return gateway.id;
}

const isSame = (kept: Buffer | null, shown: Buffer) =>
  kept !== null && kept.length === shown.length && timingSafeEqual(kept, shown);

/** An address that is not known is in no range. */
function mayAskFrom(places: Map<string, boolean>, { id, addresses }: KnownGateway, address: string | null) {
  if (addresses.length === 0) return true;
  const place = `${id} ${address}`;
  const judged = places.get(place);
  if (judged !== undefined) return judged;
  const may = isInside(addresses, address);
  if (places.size < 1_000) places.set(place, may);
  return may;
}

const recording = new Set<KnownGateway>();

/** Nobody waits for it; what fails is tried again when the gateways have been read anew. */
function firstUse(gateway: KnownGateway): void {
  if (recording.has(gateway)) return;
  recording.add(gateway);
  recordTokenUse(gateway)
    .then(() => {
      known = undefined;
    })
    .catch((error) => log.warn({ err: error }, "the first use of a token was not recorded"))
    .finally(() => setTimeout(() => recording.delete(gateway), FRESH_FOR).unref());
}

function read() {
  if (!known || Date.now() - known.readAt > FRESH_FOR) {
    const asked = { readAt: Date.now(), gateways: readGateways(), places: new Map<string, boolean>() };
    asked.gateways.catch(() => {
      if (known === asked) known = undefined;
    });
    known = asked;
  }
  return known;
}
