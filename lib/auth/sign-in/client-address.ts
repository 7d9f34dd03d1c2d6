import "server-only";
import { isIP } from "node:net";
import { headers } from "next/headers";
import { believesSocket } from "@/lib/auth/sign-in/believe-socket";
import { env } from "@/lib/kernel/env";

/**
 * The address this request came from. Behind a proxy of ours (TRUST_PROXY) it is the last entry of the forwarded list,
 * which that proxy wrote; without one it is the socket's, which believeSocket put there. Else it is not known.
 */
export async function clientAddress(): Promise<string | null> {
  if (!env("TRUST_PROXY") && !believesSocket()) return null;
  const last = (await headers()).get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return isIP(last) ? last : null;
}
