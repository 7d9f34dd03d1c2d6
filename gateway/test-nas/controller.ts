import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Asked, readAsked } from "./asked";

export type Answer = { is: "ack" } | { is: "nak"; errorCause: number } | { is: "nothing" };

export interface Controller {
  url: string;
  stop(): Promise<void>;
}

/** What FreeRADIUS asks, through rlm_rest, before it answers. */
export async function startController(decide: (asked: Asked) => Promise<Answer>): Promise<Controller> {
  const server = createServer(async (request, response) => {
    const answer = await decide(readAsked(await text(request), new Date())).catch(() => NOTHING);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(asAttributes(answer)));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

const NOTHING: Answer = { is: "nothing" };

const set = (value: string | number) => ({ value: [value], op: ":=", do_xlat: false });

const asAttributes = (answer: Answer) => ({
  "control:Tmp-String-0": set(answer.is),
  ...(answer.is === "nak" ? { "reply:Error-Cause": set(answer.errorCause) } : {}),
});
