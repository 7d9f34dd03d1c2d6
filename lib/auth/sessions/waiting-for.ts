import type { FactorKind, ProofKind } from "@/lib/access/proof";
import type { SignedIn, SignInPolicy } from "@/lib/auth/sessions/session";

/**
 * What a session must still do before it opens anything: show a second factor, where its owner has one, or set one up,
 * where an account requires it. Asked with every request, so that a policy binds sessions that began before it.
 */
export function waitingFor(
  session: { complete: boolean; proofs: readonly ProofKind[] },
  factors: readonly FactorKind[],
  policy: Pick<SignInPolicy, "requiredFrom" | "kinds">,
  now: Date,
): SignedIn["waitingFor"] {
  const showed = (kinds: readonly FactorKind[]) =>
    session.proofs.some((proof) => proof === "recovery" || kinds.some((kind) => kind === proof));
  if (!session.complete) return "second_factor";
  if (factors.length > 0 && !showed(["app", "key", "phone"])) return "second_factor";
  if (policy.requiredFrom === null || policy.requiredFrom > now) return null;
  // a recovery code stands in for a factor that is lost, not for one that never was
  if (!factors.some((kind) => policy.kinds.includes(kind))) return "enrolment";
  return showed(policy.kinds) ? null : "second_factor";
}

/** The kinds that may be shown: those every account admits, or, where somebody has none of them, what they have. */
export function usableFactors(
  factors: readonly FactorKind[],
  policy: Pick<SignInPolicy, "kinds">,
): readonly FactorKind[] {
  const admitted = factors.filter((kind) => policy.kinds.includes(kind));
  return admitted.length > 0 ? admitted : factors;
}
