import type { AccountReader } from "@/db/scoped";
import { permissions } from "@/lib/access/permissions";
import { findRole, type ScopeInput } from "@/lib/people/public";

/** What is in a role, but only for a whole account, so that a grant of it for groups does not give it. */
export async function withoutEffect(
  db: AccountReader,
  account: string,
  { roleId, scope }: { roleId: string; scope: ScopeInput },
): Promise<string[]> {
  if (scope.kind === "account") return [];
  const role = await findRole(db, account, roleId);
  return role.permissions
    .filter((permission) => permissions[permission].scope === "account")
    .map((permission) => permissions[permission].label);
}
