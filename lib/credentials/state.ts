export type CredentialState = "good" | "not_yet" | "expired" | "replaced" | "revoked";

interface Dates {
  valid_from: Date;
  valid_until: Date | null;
  replaced_at: Date | null;
  revoked_at: Date | null;
}

/** Whether the network accepts it at this moment, and if not, why. A replaced one is accepted until its end. */
export function stateOf(credential: Dates, now: Date): CredentialState {
  if (credential.revoked_at !== null) return "revoked";
  if (credential.valid_until !== null && credential.valid_until <= now) return "expired";
  if (credential.replaced_at !== null) return "replaced";
  return credential.valid_from > now ? "not_yet" : "good";
}
