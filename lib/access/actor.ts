import type { Permission, ProviderPermission } from "@/lib/access/permissions";
import type { Prover } from "@/lib/access/proof";
import type { Scope } from "@/lib/access/scope";

export interface AccountName {
  id: string;
  slug: string;
  name: string;
}

interface Person {
  userId: string;
  email: string;
  label: string;
  address: string | null;
}

/** How somebody showed who they are; a job was asked for by somebody who had shown it then. */
type Proven = { prover: Prover | "asked_before" };

/** A person in an account, with where each permission is held at this moment. */
export interface Member extends Person, Proven {
  kind: "member";
  account: AccountName;
  membershipId: string;
  scopes: ReadonlyMap<Permission, Scope>;
  /** the sign-in session this came with; a job has none */
  sessionId?: string;
  /** who looks as this member, and may do nothing meanwhile; scopes are then what lies within both */
  seer?: Seer;
}

/** Somebody who looks at the account as another member of it. Everything that is recorded is recorded as theirs. */
export interface Seer extends Person {
  membershipId: string;
  scopes: ReadonlyMap<Permission, Scope>;
  until: Date;
  /** the member sees more than the seer may */
  cut: boolean;
}

/** Somebody of the connectivity provider, above the accounts. */
export interface ProviderOperator extends Person, Proven {
  kind: "provider";
  permissions: ReadonlySet<ProviderPermission>;
}

/** Who asks. A stranger is signed in, but has no place where they ask: another account's member, or nobody's. */
export type Actor =
  | { kind: "anonymous"; address: string | null }
  | (Person & { kind: "half_signed_in"; waitingFor: "second_factor" | "enrolment" })
  | (Person & { kind: "stranger" })
  | (Person & { kind: "outside_addresses"; account: AccountName; membershipId: string })
  | Member
  | ProviderOperator;
