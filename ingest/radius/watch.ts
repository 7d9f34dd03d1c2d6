import type { IncomingMessage, ServerResponse } from "node:http";
import { believe } from "@/ingest/believe";
import type { Watch } from "@/lib/authentication/keep-watch";

/**
 * GET /api/radius/watch?since=…: what of a gateway's memory is no longer good, a line each, for the script that stands beside
 * it. Its first line names who keeps watch and at which moment.
 */
export async function watching(
  request: IncomingMessage,
  response: ServerResponse,
  watch: Watch,
): Promise<void> {
  if (!(await believe(request, response))) return;
  const since = /[?&]since=(\d{1,15})(?:&|$)/.exec(request.url ?? "")?.[1];
  const { keeper, moment, withdrawn } = await watch.ask(Number(since ?? 0));
  const lines = withdrawn.map((each) => `withdrawn ${each.id} ${each.moment}\n`);
  const text = `keeper ${keeper} ${moment}\n${lines.join("")}`;
  response
    .writeHead(200, { "content-type": "text/plain", "content-length": Buffer.byteLength(text) })
    .end(text);
}
