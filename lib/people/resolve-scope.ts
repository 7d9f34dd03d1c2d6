import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { Scope } from "@/lib/access/scope";
import { findGroups, type NamedGroup } from "@/lib/people/find-groups";
import type { ScopeInput } from "@/lib/people/scope-input";

/** What a chosen scope means in this account. Throws Missing for a group the actor does not see. */
export async function resolveScope(
  db: AccountReader | AccountDb,
  actor: Member,
  input: ScopeInput,
): Promise<{ scope: Scope; wholeAccount: boolean; groups: NamedGroup[]; words: string }> {
  if (input.kind === "account")
    return { scope: "all", wholeAccount: true, groups: [], words: "The whole account" };
  const groups = await findGroups(db, actor, input.groupIds);
  return {
    scope: groups.map((group) => group.no),
    wholeAccount: false,
    groups,
    words: groups.map((group) => group.name).join(", "),
  };
}
