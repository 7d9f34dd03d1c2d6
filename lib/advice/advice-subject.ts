import { z } from "zod";
import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { covers } from "@/lib/access/scope";
import { dismissible } from "@/lib/advice/finding";
import type { AuditTarget } from "@/lib/audit/actions";
import { Missing } from "@/lib/kernel/errors";

export const subjectInput = { kind: z.enum(dismissible), subjectId: z.uuid() };

type Kind = (typeof dismissible)[number];

const nounOf: Record<Kind, "grant" | "member" | "group"> = {
  unused_grant: "grant",
  unused_permissions: "grant",
  wide_scope: "grant",
  no_factor: "member",
  stale: "member",
  unwatched: "group",
};

export const subjectOf = ({ kind, subjectId }: { kind: Kind; subjectId: string }): AuditTarget => ({
  kind: nounOf[kind],
  id: subjectId,
});

/** Whom or what a finding is about, for the log. Throws Missing where it is not, or not in the actor's sight. */
export async function nameSubject(
  db: AccountDb,
  actor: Member,
  { kind, subjectId }: { kind: Kind; subjectId: string },
): Promise<AuditTarget> {
  const noun = nounOf[kind];
  const named = await labelOf(db, actor, noun, subjectId);
  if (named === undefined) throw new Missing(noun, [subjectId]);
  return noun === "group"
    ? { kind: "group", id: subjectId, label: named.name }
    : { kind: "member", id: named.id, label: named.name };
}

async function labelOf(db: AccountDb, actor: Member, noun: "grant" | "member" | "group", id: string) {
  const account = actor.account.id;
  if (noun === "group") {
    const group = await db
      .selectFrom("device_group")
      .where("account_id", "=", account)
      .where("id", "=", id)
      .select(["id", "name", "group_no"])
      .executeTakeFirst();
    return group && covers(actor.scopes.get("group.view"), [group.group_no]) ? group : undefined;
  }
  const members = db
    .selectFrom("membership as m")
    .where("m.account_id", "=", account)
    .where("m.removed_at", "is", null)
    .select(["m.id", "m.name"]);
  if (noun === "member") return members.where("m.id", "=", id).executeTakeFirst();
  return members
    .innerJoin("role_grant as g", (join) =>
      join.onRef("g.account_id", "=", "m.account_id").onRef("g.membership_id", "=", "m.id"),
    )
    .where("g.account_id", "=", account)
    .where("g.id", "=", id)
    .where("g.revoked_at", "is", null)
    .executeTakeFirst();
}
