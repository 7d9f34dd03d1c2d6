/** The kinds of second factor: authenticator app (TOTP), security key or passkey (WebAuthn), code by text or call. */
export const factorKinds = ["app", "key", "phone"] as const;
export type FactorKind = (typeof factorKinds)[number];

/** All somebody can show to prove who they are. */
export type ProofKind = "password" | FactorKind | "recovery";

/** For how long a proof counts as fresh: elevated operations and one's own factors ask for one this young. */
export const FRESH_FOR_MS = 5 * 60_000;

export interface Proof {
  at: Date;
  with: ProofKind;
}

/** What decides whether somebody must prove anew who they are. */
export interface Prover {
  proof: Proof;
  /** the second factors they have */
  factors: readonly FactorKind[];
  /** whether an account of theirs asks for a phishing-resistant factor where a permission is elevated */
  phishingResistant: boolean;
}

/**
 * Whether the last proof is young and strong enough: a second factor where there is one, and a security key or passkey
 * for elevated operations where the policy says so. Somebody without a second factor proves with the password.
 */
export function isFresh(prover: Prover, now: Date, what: "elevated" | "own factors"): boolean {
  const age = now.getTime() - prover.proof.at.getTime();
  // the database's clock, which says when, may run a little ahead of this one
  if (age < -60_000 || age >= FRESH_FOR_MS) return false;
  if (what === "elevated" && prover.phishingResistant) return prover.proof.with === "key";
  return prover.proof.with !== "password" || prover.factors.length === 0;
}
