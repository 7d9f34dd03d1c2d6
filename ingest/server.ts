import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { withIngestDb } from "@/db/ingest";
import { startAnnouncing } from "@/ingest/announce";
import { answer } from "@/ingest/answer";
import { measure, metrics } from "@/ingest/metrics";
import { startNoting } from "@/ingest/note-gateways";
import { accounting } from "@/ingest/radius/accounting";
import { authorize } from "@/ingest/radius/authorize";
import { watching } from "@/ingest/radius/watch";
import { TooLarge } from "@/ingest/read-body";
import { sweepUntil } from "@/ingest/sweep";
import { countSignOns } from "@/lib/authentication/count-sign-ons";
import { keepWatch } from "@/lib/authentication/keep-watch";
import { log } from "@/lib/kernel/log";

/** More requests than this at once on one road are asked to come back: the gateways keep what they could not give. */
const AT_ONCE = 256;

type Take = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Road {
  method: "GET" | "POST";
  take: Take;
  underWay: number;
}

const road = (method: Road["method"], take: Take): Road => ({ method, take, underWay: 0 });

export interface Ingest {
  port: number;
  /** Answers what has been asked, and then ends. */
  stop(): Promise<void>;
}

/** The network's roads, on this address. */
export async function startIngest(host: string, port: number): Promise<Ingest> {
  const announcing = startAnnouncing();
  const ending = new AbortController();
  const sweeping = sweepUntil(ending.signal, announcing.announce);
  const noting = startNoting();
  const counts = countSignOns();
  const watch = keepWatch();
  const measures = measure();
  const roads = new Map<string, Road>([
    ["/api/radius/accounting", road("POST", (...asked) => accounting(...asked, announcing.announce))],
    ["/api/radius/authorize", road("POST", (...asked) => authorize(...asked, { counts, watch, measures }))],
    ["/api/radius/watch", road("GET", (...asked) => watching(...asked, watch))],
    ["/metrics", road("GET", (...asked) => metrics(...asked, measures))],
  ]);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pathname = request.url?.split("?")[0];
    if (pathname === "/health") return health(response);
    const road = roads.get(pathname ?? "");
    if (!road) return answer(response, 404, { error: "There is nothing here." });
    if (request.method !== road.method)
      return answer(response, 405, { error: `This is asked with ${road.method}.` });
    if (road.underWay >= AT_ONCE || ending.signal.aborted)
      return answer(response, 503, { error: "Too much at once. Give it again." });
    road.underWay += 1;
    try {
      await road.take(request, response);
    } finally {
      road.underWay -= 1;
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      if (!(error instanceof TooLarge)) measures.failed();
      fail(error, request, response);
    });
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    async stop() {
      ending.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await sweeping;
      await announcing.stop();
      await counts.stop();
      await noting.stop();
    },
  };
}

async function health(response: ServerResponse): Promise<void> {
  await withIngestDb((_, client) => client.query("select 1"));
  return answer(response, 200, { status: "ok" });
}

/** Whatever failed, it is not committed as a whole: 503 asks to give it again. */
function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  if (error instanceof TooLarge) {
    response.setHeader("connection", "close");
    answer(response, 413, { error: "This is more than is taken at once." });
    request.resume();
    return;
  }
  log.error({ err: error, path: request.url?.split("?")[0] }, "a request of the network failed");
  if (!response.headersSent) answer(response, 503, { error: "This could not be kept. Give it again." });
  else response.destroy();
}
