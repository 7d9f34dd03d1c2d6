import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import { Missing } from "@/lib/kernel/errors";
import { preview } from "@/lib/operation/operation";
import { describeOrList } from "@/lib/preview/describe-change";
import { listInput } from "@/lib/preview/list-devices";
import { orRefusal } from "@/lib/preview/or-refusal";
import { scopesOfMembers } from "@/lib/preview/scopes-of-members";
import { changeRole } from "@/lib/roles/public";

/** What one of the people who have a role sees and may do before and after it is changed. */
export const previewRole = preview({
  name: "role.preview_person",
  permission: "role.manage",
  input: changeRole.input.extend({ memberId: z.uuid(), list: listInput.optional() }),
  target: ({ roleId }) => ({ kind: "role", id: roleId }),
  async run(context, { memberId, list, ...draft }) {
    const { actor, now, look, rehearse } = context;
    const read = (db: AccountReader) => scopesOfMembers(db, actor.account.id, now, { members: [memberId] });
    const [before] = await look("all", read);
    if (!before || !actor.scopes.has("member.view")) throw new Missing("member", [memberId]);
    const { found, refused } = await orRefusal(rehearse(changeRole, draft, read));
    const [after] = found ?? [before];
    return {
      refused,
      ...(await describeOrList(
        context,
        { id: before.id, name: before.name, before: before.scopes, after: after?.scopes ?? new Map() },
        list,
      )),
    };
  },
});
