import type { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import { permissionsOfRole } from "@/lib/access/roles";
import { scopesOf } from "@/lib/access/scope";
import { newId } from "@/lib/kernel/id";
import { preview } from "@/lib/operation/operation";
import { inviteMember } from "@/lib/people/public";
import type { Held } from "@/lib/preview/compare-access";
import { describeOrList } from "@/lib/preview/describe-change";
import { listInput } from "@/lib/preview/list-devices";
import { orRefusal } from "@/lib/preview/or-refusal";
import { withoutEffect } from "@/lib/preview/without-effect";

/** Stands for an address that is not typed yet; nobody has it, and nothing is sent. */
const nobodyYet = () => `${newId()}@preview.invalid`;

/** What somebody would see and be able to do who accepts this invitation. */
export const previewInvitation = preview({
  name: "invitation.preview",
  permission: "member.invite",
  input: inviteMember.input.extend({
    email: inviteMember.input.shape.email.optional(),
    list: listInput.optional(),
  }),
  async run(context, { list, email, ...draft }) {
    const { actor, look, rehearse } = context;
    const invitation: z.output<typeof inviteMember.input> = { ...draft, email: email ?? nobodyYet() };
    const { found, refused } = await orRefusal(
      rehearse(inviteMember, invitation, (db, { id }) => promisedBy(db, actor.account.id, id)),
    );
    return {
      refused,
      withoutEffect: await look("all", (db) => withoutEffect(db, actor.account.id, draft)),
      ...(await describeOrList(
        context,
        { id: null, name: draft.name || email || "", before: new Map(), after: found ?? new Map() },
        list,
      )),
    };
  },
});

/** What an invitation promises, added up as the grant will be that is made of it. */
async function promisedBy(db: AccountReader, account: string, id: string): Promise<Held> {
  const { wholeAccount, groupNos, ...role } = await db
    .selectFrom("invitation as i")
    .innerJoin("role as r", (join) =>
      join.onRef("r.account_id", "=", "i.account_id").onRef("r.id", "=", "i.role_id"),
    )
    .where("i.account_id", "=", account)
    .where("i.id", "=", id)
    .select(["i.whole_account as wholeAccount", "i.group_nos as groupNos", "r.built_in", "r.permissions"])
    .executeTakeFirstOrThrow();
  return scopesOf([{ permissions: permissionsOfRole(role), wholeAccount, groupNos }]);
}
