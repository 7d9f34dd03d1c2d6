import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { env } from "@/lib/kernel/env";

/**
 * Where a request came from: the socket's other end. Behind a proxy of ours (TRUST_PROXY) it is the last entry of the forwarded
 * list, which that proxy wrote; without one there it is not known.
 */
export function addressOf(request: IncomingMessage): string | null {
  if (!env("TRUST_PROXY")) return request.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, "") ?? null;
  const header = request.headers["x-forwarded-for"];
  const last = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",").at(-1)?.trim() ?? "";
  return isIP(last) ? last : null;
}
