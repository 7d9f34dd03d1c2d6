import type { IncomingMessage, ServerResponse } from "node:http";
import { answer } from "@/ingest/answer";
import { believe } from "@/ingest/believe";
import type { Measures } from "@/ingest/metrics";
import { readSignOn } from "@/ingest/radius/read-sign-on";
import { sayAccept, sayReject } from "@/ingest/radius/say-verdict";
import { readBody } from "@/ingest/read-body";
import { authenticate } from "@/lib/authentication/authenticate";
import type { SignOnCounts } from "@/lib/authentication/count-sign-ons";
import type { Watch } from "@/lib/authentication/keep-watch";
import type { Reason } from "@/lib/authentication/sign-on";

/** A packet has at most 4,096 bytes (RFC 2865 section 3); as JSON it is larger. */
const LARGEST = 256 * 1024;

export interface Signing {
  counts: SignOnCounts;
  watch: Watch;
  measures: Measures;
}

/**
 * POST /api/radius/authorize, as rlm_rest's authorize and post-auth sections post an Access-Request. 200 carries the verdict;
 * anything else is none, and the gateway then answers its NAS nothing.
 */
export async function authorize(
  request: IncomingMessage,
  response: ServerResponse,
  { counts, watch, measures }: Signing,
): Promise<void> {
  if (!(await believe(request, response))) return;
  const began = performance.now();
  const refuse = (reason: Reason) => {
    measures.signedOn(reason, performance.now() - began);
    answer(response, 200, sayReject(reason));
  };
  const body = parse(await readBody(request, LARGEST));
  if (body === undefined) return answer(response, 400, { error: "This is not JSON." });
  const signOn = readSignOn(body);
  if ("unusable" in signOn) return refuse(signOn.unusable);
  const begun = watch.begin();
  const verdict = await authenticate(signOn, counts);
  if (!verdict.accept) return refuse(verdict.reason);
  const memory = watch.remember(verdict.credential, begun);
  measures.signedOn("accepted", performance.now() - began);
  answer(response, 200, sayAccept(verdict.credential, memory, new Date()));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
