import { z } from "zod";
import { permissions } from "@/lib/access/permissions";
import { covers, scopesOf } from "@/lib/access/scope";
import { query } from "@/lib/operation/operation";
import { describeAccess } from "@/lib/people/describe-access";
import { findRole } from "@/lib/people/find-role";
import { resolveScope } from "@/lib/people/resolve-scope";
import { scopeInput } from "@/lib/people/scope-input";

/** What somebody would see and be able to do with this role there, before it is given: added up as it is for every request. */
export const previewAccess = query({
  name: "member.preview_access",
  permission: "member.view",
  input: z.object({ roleId: z.uuid("Choose a role."), scope: scopeInput }),
  async run({ db, actor }, input) {
    const role = await findRole(db, actor.account.id, input.roleId);
    const { scope, wholeAccount, groups } = await resolveScope(db, actor, input.scope);
    const scopes = scopesOf([
      { permissions: role.permissions, wholeAccount, groupNos: groups.map((group) => group.no) },
    ]);
    const label = (permission: (typeof role.permissions)[number]) => permissions[permission].label;
    return {
      ...(await describeAccess(db, actor, scopes)),
      /** of the role, but only for a whole account, so not part of what is given here */
      withoutEffect: role.permissions.filter((permission) => !scopes.has(permission)).map(label),
      /** what the actor does not hold there, and therefore cannot give */
      beyondYou: role.permissions
        .filter((permission) => !covers(actor.scopes.get(permission), scope))
        .map(label),
    };
  },
});
