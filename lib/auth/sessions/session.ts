import type { FactorKind, Proof } from "@/lib/access/proof";

/** What the accounts of a person together ask of their sign-in: of each rule the strictest. */
export interface SignInPolicy {
  /** from when a second factor is required of this person; null while no account asks for one */
  requiredFrom: Date | null;
  /** kinds that every account admits */
  kinds: readonly FactorKind[];
  phishingResistant: boolean;
  idleMinutes: number;
  absoluteHours: number;
  /** shortest password: 8 where every account requires a second factor of everyone, else 15 */
  passwordMinimum: number;
  /** each account's name and the address ranges (CIDR) it admits; none admits every address */
  accounts: readonly { id: string; name: string; ranges: readonly string[] }[];
}

/** Who holds the session cookie of this request. */
export interface SignedIn {
  sessionId: string;
  /** of the secret that opens it now: what began under an earlier one goes on no longer than a second */
  secretHash: string;
  userId: string;
  email: string;
  name: string;
  /** nothing is waited for */
  complete: boolean;
  /** what must be shown or set up before this session opens anything else */
  waitingFor: "second_factor" | "enrolment" | null;
  providerRole: "operator" | "analyst" | null;
  /** the last proof of who this is */
  proof: Proof;
  /** the second factors this person has */
  factors: readonly FactorKind[];
  policy: SignInPolicy;
  /** ids of the accounts this session was used in */
  accounts: readonly string[];
}
