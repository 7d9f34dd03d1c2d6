import "server-only";
import type { Member, ProviderOperator } from "@/lib/access/actor";
import {
  isElevated,
  ownMembership,
  type Permission,
  type ProviderPermission,
} from "@/lib/access/permissions";
import { isFresh } from "@/lib/access/proof";
import { stepUpRequired } from "@/lib/auth/sessions/assert-fresh";
import { CordonError } from "@/lib/kernel/errors";
import type { Operation } from "@/lib/operation/operation";

/** What changes something under an elevated permission. Looking at what would change does not. */
export function needsFreshProof(
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  operation: Operation<any, any, any>,
): boolean {
  if (operation.kind !== "command" || operation.permission === ownMembership) return false;
  return isElevated(operation.permission as Permission | ProviderPermission);
}

/** Throws step_up_required unless this person showed who they are within five minutes, as strongly as their accounts ask. */
export function assertFreshProof({ prover }: Member | ProviderOperator, now: Date): void {
  if (prover !== "asked_before" && !isFresh(prover, now, "elevated"))
    throw stepUpRequired(prover.phishingResistant ? "key" : undefined);
}

export const halfSignedIn = (waitingFor: "second_factor" | "enrolment") =>
  waitingFor === "enrolment"
    ? new CordonError(
        "enrolment_required",
        "An account of yours requires a second factor. Set one up to go on.",
      )
    : new CordonError("incomplete_sign_in", "Finish signing in with your second factor.");
