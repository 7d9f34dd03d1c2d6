import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { believeSocket } from "@/lib/auth/sign-in/believe-socket";

let seen: IncomingHttpHeaders = {};
const server = createServer((incoming, answer) => {
  seen = incoming.headers;
  answer.end();
});

beforeAll(async () => {
  believeSocket();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close();
});

it("replaces whatever a client claims about its address and host by what the socket says", async () => {
  const { port } = server.address() as AddressInfo;
  const sent = request({
    port,
    host: "127.0.0.1",
    headers: {
      "x-forwarded-for": ["203.0.113.1", "127.0.0.9"],
      "X-Forwarded-Host": "attacker.example",
      "x-forwarded-proto": "https",
      "x-real-ip": "203.0.113.1",
      forwarded: "for=203.0.113.1;host=attacker.example",
      cookie: "kept=1",
    },
  });
  sent.end();
  const [answer] = await once(sent, "response");
  answer.resume();
  expect(seen["x-forwarded-for"]).toBe("127.0.0.1");
  expect(seen.cookie).toBe("kept=1");
  expect(JSON.stringify(seen)).not.toMatch(/attacker|203\.0\.113|https/);
});
