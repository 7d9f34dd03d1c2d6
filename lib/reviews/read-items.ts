import { type RawBuilder, sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { GrantUse } from "@/lib/reviews/describe-use";
import type { KeptScope, Outcome } from "@/lib/reviews/say-decision";

export interface Handover {
  at: string;
  from: string;
  to: string;
  by: string;
}

/** A grant of a review as it is in the report: what it was, what was decided, and what became of it. */
export interface ReviewItem {
  id: string;
  position: number;
  grantId: string;
  member: { id: string; name: string; email: string; company: string | null };
  reviewer: { id: string; name: string };
  handedOver: Handover[];
  /** when the review began */
  atStart: KeptScope;
  since: string;
  givenBy: string | null;
  used: GrantUse | null;
  /** waiting: it holds and nobody decided; revoked, expired: it ended without a decision of the review */
  state: Outcome | "waiting" | "revoked" | "expired";
  /** when it was decided, or ended by itself */
  at: string | null;
  decidedBy: string | null;
  own: boolean;
  reason: string | null;
  before: KeptScope | null;
  after: KeptScope | null;
  /** what happened to it since: to one that waits, since the review began; to another, since the decision */
  later: "changed" | "revoked" | "expired" | null;
}

/** What a grant that waits is at this moment. */
export interface ItemNow extends KeptScope {
  grantVersion: number;
  roleVersion: number;
  roleId: string;
}

interface Row extends Omit<ReviewItem, "state" | "since" | "at" | "atStart" | "later"> {
  role: string;
  wholeAccount: boolean;
  groups: KeptScope["groups"];
  endsAt: Date | null;
  began: Date;
  outcome: Outcome | null;
  decidedAt: Date | null;
  revokedAt: Date | null;
  expired: boolean;
  changed: boolean;
  grantVersion: number;
  roleVersion: number;
  nowRoleId: string;
  nowRole: string;
  nowWhole: boolean;
  nowGroups: KeptScope["groups"];
  nowEndsAt: Date | null;
}

/** The items of a review in their order, each with what its grant is now. */
export async function readItems(
  db: AccountReader | AccountDb,
  accountId: string,
  reviewId: string,
  now: Date,
  only: RawBuilder<unknown> = sql`true`,
  most?: number,
): Promise<{ item: ReviewItem; now: ItemNow }[]> {
  const { rows } = await sql<Row>`
    select i.id, i.position, i.grant_id as "grantId",
      json_build_object('id', m.id, 'name', m.name, 'email', m.email, 'company', m.company) as member,
      json_build_object('id', v.id, 'name', v.name) as reviewer, i.handed_over as "handedOver",
      i.role_name as role, i.whole_account as "wholeAccount", i.groups, i.ends_at as "endsAt", i.since as began,
      i.given_by as "givenBy", i.used, i.outcome, i.decided_at as "decidedAt", i.decided_by_label as "decidedBy",
      i.own, i.reason, i.before, i.after, g.revoked_at as "revokedAt",
      g.ends_at is not null and g.ends_at <= ${now} as expired,
      (g.version, r.version) is distinct from (coalesce(i.decided_grant_version, i.grant_version),
        coalesce(i.decided_role_version, i.role_version)) as changed,
      g.version as "grantVersion", r.version as "roleVersion", r.id as "nowRoleId", r.name as "nowRole",
      g.whole_account as "nowWhole", g.ends_at as "nowEndsAt",
      coalesce((select json_agg(json_build_object('no', dg.group_no, 'name', dg.name) order by dg.name_key)
        from role_grant_group gg join device_group dg on dg.account_id = ${accountId} and dg.group_no = gg.group_no
        where gg.account_id = ${accountId} and gg.grant_id = g.id), '[]') as "nowGroups"
    from access_review_item i
    join role_grant g on g.account_id = ${accountId} and g.id = i.grant_id
    join role r on r.account_id = ${accountId} and r.id = g.role_id
    join membership m on m.account_id = ${accountId} and m.id = i.membership_id
    join membership v on v.account_id = ${accountId} and v.id = i.reviewer_id
    where i.account_id = ${accountId} and i.review_id = ${reviewId} and ${only}
    order by i.position ${most === undefined ? sql`` : sql`limit ${most}`}
  `.execute(db);
  return rows.map(toItem);
}

/** Of an item i with its grant g: nobody decided, and it holds or will hold. */
export const waits = (now: Date) =>
  sql`(i.outcome is null and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${now}))`;

function toItem(row: Row): { item: ReviewItem; now: ItemNow } {
  const ended = row.revokedAt ? ("revoked" as const) : row.expired ? ("expired" as const) : null;
  const endedAt = row.revokedAt ?? row.nowEndsAt;
  const changed = row.changed ? ("changed" as const) : null;
  return {
    item: {
      id: row.id,
      position: row.position,
      grantId: row.grantId,
      member: row.member,
      reviewer: row.reviewer,
      handedOver: row.handedOver,
      atStart: {
        role: row.role,
        wholeAccount: row.wholeAccount,
        groups: row.groups,
        endsAt: row.endsAt?.toISOString() ?? null,
      },
      since: row.began.toISOString(),
      givenBy: row.givenBy,
      used: row.used,
      state: row.outcome ?? ended ?? "waiting",
      at: (row.outcome ? row.decidedAt : ended ? endedAt : null)?.toISOString() ?? null,
      decidedBy: row.decidedBy,
      own: row.own,
      reason: row.reason,
      before: row.before,
      after: row.after,
      later:
        row.outcome === "ended" || (ended && !row.outcome)
          ? null
          : row.outcome
            ? (ended ?? changed)
            : changed,
    },
    now: {
      grantVersion: row.grantVersion,
      roleVersion: row.roleVersion,
      roleId: row.nowRoleId,
      role: row.nowRole,
      wholeAccount: row.nowWhole,
      groups: row.nowGroups,
      endsAt: row.nowEndsAt?.toISOString() ?? null,
    },
  };
}
