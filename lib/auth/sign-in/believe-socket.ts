import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { env } from "@/lib/kernel/env";

/** What a client may claim about where it comes from and whom it asked. Next believes these, and fills in only what is missing. */
const claims = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "forwarded",
  "x-real-ip",
];

/**
 * Without a proxy of ours in front, each request's claims are replaced by what its socket says, before anything reads
 * them: an address for throttling that nobody can choose, and no host but the one that was asked.
 */
export function believeSocket(): void {
  if (env("TRUST_PROXY")) return;
  subscribe("http.server.request.start", (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    for (const claim of claims) delete request.headers[claim];
    if (socket.remoteAddress) request.headers["x-forwarded-for"] = plain(socket.remoteAddress);
  });
  (globalThis as { cordonBelievesSocket?: boolean }).cordonBelievesSocket = true;
}

/** Whether this process replaces claims; where it does not, an address that was not proxied is not known. */
export const believesSocket = (): boolean =>
  (globalThis as { cordonBelievesSocket?: boolean }).cordonBelievesSocket === true;

/** An IPv4 client on a dual-stack socket is the same client. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");
