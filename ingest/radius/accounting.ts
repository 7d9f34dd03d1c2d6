import type { IncomingMessage, ServerResponse } from "node:http";
import { answer } from "@/ingest/answer";
import { believe } from "@/ingest/believe";
import { noteWait } from "@/ingest/note-gateways";
import { longestWait } from "@/ingest/radius/longest-wait";
import { readRecords } from "@/ingest/radius/read-records";
import { takeAccounting } from "@/ingest/radius/take-accounting";
import { takeTogether } from "@/ingest/radius/together";
import { readBody } from "@/ingest/read-body";
import type { ChangedDevice } from "@/lib/accounting/record-accounting";

const LARGEST = 8 * 1024 * 1024;

/**
 * POST /api/radius/accounting. 200 says that all of it is committed; anything else, that it should be given again. A single
 * record is answered without a body, because rlm_rest takes one for attributes.
 */
export async function accounting(
  request: IncomingMessage,
  response: ServerResponse,
  announce: (changed: readonly ChangedDevice[]) => void,
): Promise<void> {
  const gatewayId = await believe(request, response);
  if (!gatewayId) return;
  const text = await readBody(request, LARGEST);
  const at = Date.now();
  const now = Math.floor(at / 1000);
  const { given, batch } = readRecords(text, now);
  const wait = longestWait(given, at);
  if (wait !== null) noteWait(gatewayId, wait);
  if (!batch) {
    announce(await takeTogether(gatewayId, given));
    return answer(response, 200);
  }
  const { changed, ...taken } = await takeAccounting(gatewayId, given, now);
  announce(changed);
  return answer(response, 200, taken);
}
