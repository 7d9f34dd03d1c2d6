import { type NextRequest, NextResponse } from "next/server";
import { sessionCookieName } from "@/lib/auth/sessions/session-cookie";
import { placeHeader } from "@/lib/auth/sign-in/place";
import { env } from "@/lib/kernel/env";

/**
 * Headers for every answer, and nothing that decides who may see what: each page, action and route asks for itself,
 * and is as closed without this file as with it.
 */
export default function proxy(request: NextRequest): NextResponse {
  const publicUrl = new URL(env("PUBLIC_URL"));
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
  const policy = contentSecurityPolicy(nonce, publicUrl.protocol === "https:");
  const response = comesFromElsewhere(request, publicUrl)
    ? refusal()
    : NextResponse.next({ request: { headers: passedOn(request, policy) } });

  const { headers } = response;
  headers.set("content-security-policy", policy);
  headers.set("cache-control", "no-store");
  headers.set("referrer-policy", carriesSecret(request) ? "no-referrer" : "same-origin");
  if (publicUrl.protocol === "https:")
    headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  return response;
}

export const config = { matcher: "/((?!_next/static/|icon.svg$).*)" };

function contentSecurityPolicy(nonce: string, https: boolean): string {
  // the development server evaluates code and reloads over a socket
  const developing = env("NODE_ENV") === "development";
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${developing ? " ws:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** The request's own headers, without those that steer Next from within; Next takes the nonce from the policy. */
function passedOn(request: NextRequest, policy: string): Headers {
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()])
    if (name.startsWith("x-middleware-") || name.startsWith("x-nextjs-rewrit")) headers.delete(name);
  headers.set("content-security-policy", policy);
  const asked = new URL(request.nextUrl.href);
  asked.searchParams.delete("_rsc");
  headers.set(placeHeader, asked.pathname + asked.search);
  return headers;
}

/** A change asked for by a page of somebody else's. A program that sends neither Origin nor our cookie is no browser. */
function comesFromElsewhere(request: NextRequest, publicUrl: URL): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return false;
  const origin = request.headers.get("origin");
  if (origin === publicUrl.origin) return false;
  if (origin && origin !== "null") return !sameHost(origin, request.headers.get("host"), publicUrl.protocol);
  if (request.headers.get("sec-fetch-site") === "same-origin") return false;
  return origin === "null" || request.cookies.has(sessionCookieName(publicUrl.href));
}

/** Our own host under another of its names. A page that came over an open line is not ours where ours come by https. */
function sameHost(origin: string, host: string | null, protocol: string): boolean {
  if (host === null || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host && from.protocol === protocol;
}

function refusal(): NextResponse {
  const message = "This was asked for by a page of another site, so nothing was done.";
  return NextResponse.json({ error: { code: "forbidden", message } }, { status: 403 });
}

/** Pages whose address is itself a secret tell it to nobody, not even to ourselves. */
const carriesSecret = (request: NextRequest) =>
  /^\/(reset-password|invitation|factor-reset)\//.test(request.nextUrl.pathname);
