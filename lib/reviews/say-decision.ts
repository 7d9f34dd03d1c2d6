export type Outcome = "kept" | "narrowed" | "ended";

/** A state of a grant as a review keeps it, with the numbers of its groups: readers learn only of those they see. */
export interface KeptScope {
  role: string;
  wholeAccount: boolean;
  groups: { no: number; name: string }[];
  endsAt: string | null;
}

/** In a refusal, where groups are counted and not named. */
export function sayScopeNow(grant: {
  roleName: string;
  wholeAccount: boolean;
  groupNos: readonly number[];
  endsAt: Date | null;
}): string {
  const { length } = grant.groupNos;
  const where = grant.wholeAccount ? "the whole account" : `${length} ${length === 1 ? "group" : "groups"}`;
  const until = grant.endsAt ? `until ${grant.endsAt.toISOString().slice(0, 10)}` : "without an end";
  return `${grant.roleName} for ${where}, ${until}`;
}
