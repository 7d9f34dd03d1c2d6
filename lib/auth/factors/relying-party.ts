import { env } from "@/lib/kernel/env";

/** Who keys sign for: the host of the configured address, whatever a request says about its host. */
export function relyingParty(): { id: string; origin: string } {
  const { hostname, origin } = new URL(env("PUBLIC_URL"));
  return { id: hostname, origin };
}
