import "server-only";
import { isFresh } from "@/lib/access/proof";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { CordonError } from "@/lib/kernel/errors";

/** The field "proof" tells a client that only a security key or passkey will do, or that beside a recovery code. */
export const stepUpRequired = (only?: "key" | "key_or_recovery") =>
  new CordonError(
    "step_up_required",
    "Confirm that it is you, then this goes on. Nothing was changed.",
    only ? { proof: only } : undefined,
  );

/** One's own factors and sessions are touched, or looked at, only just after showing who one is: a found cookie does not do. */
export function assertFresh(me: SignedIn, now = new Date()): void {
  if (!isFresh({ proof: me.proof, factors: me.factors, phishingResistant: false }, now, "own factors"))
    throw stepUpRequired();
}
