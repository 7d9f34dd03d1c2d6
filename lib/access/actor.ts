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
