import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/kernel/env";

/** The same as next.config.js and proxy.ts say, for what holds neither scripts nor styles. */
const guards: [string, string][] = [
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()"],
  [
    "Content-Security-Policy",
    "default-src 'none'; script-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  ],
  ["Referrer-Policy", "same-origin"],
  ["Cache-Control", "no-store"],
];

/**
 * An address with doubled slashes is answered by Next itself, before its own headers and proxy.ts are asked: with the way
 * to the plain address. That answer gets its headers here.
 */
export function guardEarlyAnswers(): void {
  const https = env("PUBLIC_URL").startsWith("https:");
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (!/(\\|\/\/)/.test(request.url?.split("?")[0] ?? "")) return;
    for (const [name, value] of guards) response.setHeader(name, value);
    if (https) response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  });
}
