import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { withIngestDb } from "@/db/ingest";
import { startAnnouncing } from "@/ingest/announce";
import { answer } from "@/ingest/answer";
import { accounting } from "@/ingest/radius/accounting";
import { TooLarge } from "@/ingest/read-body";
import { sweepUntil } from "@/ingest/sweep";
import { log } from "@/lib/kernel/log";

/** More requests than this at once are asked to come back: the gateways keep what they could not give. */
const AT_ONCE = 256;

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
  let underWay = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pathname = request.url?.split("?")[0];
    if (pathname === "/health") return health(response);
    if (pathname !== "/api/radius/accounting")
      return answer(response, 404, { error: "There is nothing here." });
    if (request.method !== "POST") return answer(response, 405, { error: "Records are posted." });
    if (underWay >= AT_ONCE || ending.signal.aborted)
      return answer(response, 503, { error: "Too much at once. Give it again." });
    underWay += 1;
    try {
      await accounting(request, response, announcing.announce);
    } finally {
      underWay -= 1;
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => fail(error, request, response));
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
