import "server-only";
import { headers } from "next/headers";
import { env } from "@/lib/kernel/env";

/**
 * The address this request came from. A forwarded header is believed only where TRUST_PROXY says that a proxy of ours
 * writes it; of a list, the last entry is the one that proxy saw.
 */
export async function clientAddress(): Promise<string | null> {
  if (!env("TRUST_PROXY")) return null;
  return (await headers()).get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? null;
}
