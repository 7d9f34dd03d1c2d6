import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import { Missing } from "@/lib/kernel/errors";
import { type PreviewContext, preview } from "@/lib/operation/operation";
import { changeGrant, extendGrant, giveGrant, revokeGrant } from "@/lib/people/public";
import { describeOrList } from "@/lib/preview/describe-change";
import { listInput } from "@/lib/preview/list-devices";
import { orRefusal } from "@/lib/preview/or-refusal";
import { scopesOfMembers } from "@/lib/preview/scopes-of-members";
import { withoutEffect } from "@/lib/preview/without-effect";

const draftInput = z.discriminatedUnion("kind", [
  giveGrant.input.extend({ kind: z.literal("give"), list: listInput.optional() }),
  changeGrant.input.extend({ kind: z.literal("change"), list: listInput.optional() }),
  extendGrant.input.extend({ kind: z.literal("extend"), list: listInput.optional() }),
  revokeGrant.input.extend({ kind: z.literal("revoke"), list: listInput.optional() }),
]);

type Draft = z.output<typeof draftInput>;

/**
 * What a member sees and may do before and after a grant is given, changed, extended or revoked: as of the day it begins.
 * Told to nobody who may not see members.
 */
export const previewGrant = preview({
  name: "grant.preview",
  permission: "grant.manage",
  input: draftInput,
  target: (draft) =>
    draft.kind === "give" ? { kind: "member", id: draft.memberId } : { kind: "grant", id: draft.grantId },
  async run(context, { list, ...draft }) {
    const { actor, now, look } = context;
    if (!actor.scopes.has("member.view")) throw new Missing("member", []);
    const { memberId, startsAt } = await look("all", (db) => aboutWhom(db, actor.account.id, draft));
    const at = startsAt && startsAt > now ? startsAt : now;
    const read = (db: AccountReader) => scopesOfMembers(db, actor.account.id, at, { members: [memberId] });
    const [before] = await look("all", read);
    if (!before) throw new Missing("member", [memberId]);
    const { found, refused } = await orRefusal(tryOut(context, draft, read));
    const [after] = found ?? [before];
    return {
      refused,
      withoutEffect:
        "roleId" in draft ? await look("all", (db) => withoutEffect(db, actor.account.id, draft)) : [],
      /** when it begins, if that is to come */
      from: at > now ? at.toISOString() : null,
      ...(await describeOrList(
        context,
        { id: before.id, name: before.name, before: before.scopes, after: after?.scopes ?? new Map() },
        list,
      )),
    };
  },
});

function tryOut<Found>(
  { rehearse }: PreviewContext<"grant.manage">,
  draft: Omit<Draft, "list">,
  read: (db: AccountReader) => Promise<Found>,
): Promise<Found> {
  const given = draft as Draft;
  if (given.kind === "give") return rehearse(giveGrant, given, read);
  if (given.kind === "change") return rehearse(changeGrant, given, read);
  if (given.kind === "extend") return rehearse(extendGrant, given, read);
  return rehearse(revokeGrant, given, read);
}

async function aboutWhom(
  db: AccountReader,
  account: string,
  draft: Omit<Draft, "list">,
): Promise<{ memberId: string; startsAt: Date | null }> {
  const given = draft as Draft;
  if (given.kind === "give") return given;
  const grant = await db
    .selectFrom("role_grant")
    .where("account_id", "=", account)
    .where("id", "=", given.grantId)
    .select(["membership_id as memberId", "starts_at as startsAt"])
    .executeTakeFirst();
  if (!grant) throw new Missing("grant", [given.grantId]);
  return given.kind === "change" && given.startsAt !== undefined
    ? { ...grant, startsAt: given.startsAt }
    : grant;
}
