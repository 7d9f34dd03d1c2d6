import { TextLink } from "@/components/ui/text-link";

export interface GrantScope {
  wholeAccount: boolean;
  groups: { id: string; name: string }[];
  hiddenGroups: number;
}

/** Where a grant holds, in words. */
export function sayScope({ wholeAccount, groups, hiddenGroups }: GrantScope): string {
  if (wholeAccount) return "Whole account";
  const names = groups.map((group) => group.name);
  if (hiddenGroups > 0)
    names.push(`${hiddenGroups} ${hiddenGroups === 1 ? "group" : "groups"} you may not see`);
  return names.length > 0 ? names.join(", ") : "No group: its groups were deleted";
}

/** The same with a way to each group. */
export function ScopeLinks({ scope, account }: { scope: GrantScope; account: string }) {
  if (scope.wholeAccount || scope.groups.length === 0) return <>{sayScope(scope)}</>;
  return (
    <>
      {scope.groups.map((group, index) => (
        <span key={group.id}>
          {index > 0 && ", "}
          <TextLink href={`/${account}/groups/${group.id}`}>{group.name}</TextLink>
        </span>
      ))}
      {scope.hiddenGroups > 0 && `, and ${scope.hiddenGroups} you may not see`}
    </>
  );
}
