import { type RawBuilder, sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { AccountName } from "@/lib/access/actor";
import type { Subject } from "@/lib/reviews/find-subject";

/** More than that in one review nobody decides with care, and its report is one row. */
export const mostItems = 2_000;

export interface SubjectGrant {
  id: string;
  version: number;
  member: { id: string; name: string; email: string; company: string | null };
  roleId: string;
  roleName: string;
  roleVersion: number;
  wholeAccount: boolean;
  groups: { no: number; name: string }[];
  since: Date;
  endsAt: Date | null;
  givenBy: string | null;
}

/** The grants that hold or will hold and that a review is about, by person; one more than fits when there are too many. */
export async function findSubjectGrants(
  db: AccountReader | AccountDb,
  account: AccountName,
  subject: Subject,
  now: Date,
): Promise<SubjectGrant[]> {
  const { rows } = await sql<SubjectGrant>`
    select g.id, g.version, json_build_object('id', m.id, 'name', m.name, 'email', m.email, 'company', m.company) as member,
      r.id as "roleId", r.name as "roleName", r.version as "roleVersion", g.whole_account as "wholeAccount",
      coalesce((select json_agg(json_build_object('no', dg.group_no, 'name', dg.name) order by dg.name_key)
        from role_grant_group gg join device_group dg on dg.account_id = ${account.id} and dg.group_no = gg.group_no
        where gg.account_id = ${account.id} and gg.grant_id = g.id), '[]') as groups,
      greatest(g.created_at, g.starts_at) as since, g.ends_at as "endsAt", giver.name as "givenBy"
    from role_grant g
    join membership m on m.account_id = ${account.id} and m.id = g.membership_id and m.removed_at is null
    join role r on r.account_id = ${account.id} and r.id = g.role_id
    left join membership giver on giver.account_id = ${account.id} and giver.id = g.created_by
    where g.account_id = ${account.id} and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${now})
      and ${isAbout(account, subject)}
    order by lower(m.name) collate "C", m.id, g.created_at, g.id limit ${mostItems + 1}
  `.execute(db);
  return rows;
}

function isAbout(account: AccountName, subject: Subject): RawBuilder<unknown> {
  switch (subject.kind) {
    case "group":
      return sql`(g.whole_account and ${subject.wholeAccountToo} or exists (
        select from role_grant_group gg
        where gg.account_id = ${account.id} and gg.grant_id = g.id and gg.group_no = ${subject.groupNo}))`;
    case "role":
      return sql`g.role_id = ${subject.roleId}`;
    // who comes from another company, and whoever was given something only for a time
    case "contractors":
      return sql`(g.ends_at is not null
        or coalesce(m.company, '') <> '' and lower(m.company) <> lower(${account.name}))`;
    case "everybody":
      return sql`true`;
  }
}
