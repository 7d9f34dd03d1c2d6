import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";

/** One place a role is given in: a grant that holds or is to come, or an invitation that can still be accepted. */
export interface Given {
  kind: "grant" | "invitation";
  id: string;
  /** who has it, or is to have it */
  name: string;
  membershipId: string | null;
  scope: Scope;
  endsAt: Date | null;
  /** of an invitation: by whom */
  sentBy: string | null;
}

interface Row extends Omit<Given, "kind" | "scope"> {
  wholeAccount: boolean;
  groupNos: number[];
}

const toGiven =
  (kind: Given["kind"]) =>
  ({ wholeAccount, groupNos, ...row }: Row): Given => ({
    ...row,
    kind,
    scope: wholeAccount ? "all" : groupNos,
  });

/**
 * Everywhere a role is given. With hold, nobody accepts such an invitation until the transaction ends: invitations are
 * held first, so that one accepted a moment ago is found among the grants.
 */
export async function findReach(
  db: AccountReader | AccountDb,
  accountId: string,
  roleId: string,
  now: Date,
  hold: "hold" | "look",
): Promise<Given[]> {
  const invitations = await sql<Row>`
    select i.id, coalesce(nullif(i.name, ''), i.email) as name, null as "membershipId",
      i.whole_account as "wholeAccount", i.access_ends_at as "endsAt", i.created_by as "sentBy",
      array(select dg.group_no from device_group dg
            where dg.account_id = ${accountId} and dg.group_no = any(i.group_nos)) as "groupNos"
    from invitation i
    where i.account_id = ${accountId} and i.role_id = ${roleId} and i.accepted_at is null and i.revoked_at is null
      and i.expires_at > ${now} and (i.access_ends_at is null or i.access_ends_at > ${now})
    order by i.id ${hold === "hold" ? sql`for update of i` : sql``}
  `.execute(db);
  const grants = await sql<Row>`
    select g.id, m.name, g.membership_id as "membershipId", g.whole_account as "wholeAccount", g.ends_at as "endsAt",
      null as "sentBy",
      array(select gg.group_no from role_grant_group gg
            where gg.account_id = ${accountId} and gg.grant_id = g.id) as "groupNos"
    from role_grant g
    join membership m on m.account_id = ${accountId} and m.id = g.membership_id and m.removed_at is null
    where g.account_id = ${accountId} and g.role_id = ${roleId} and g.revoked_at is null
      and (g.ends_at is null or g.ends_at > ${now})
    order by g.id
  `.execute(db);
  return [...grants.rows.map(toGiven("grant")), ...invitations.rows.map(toGiven("invitation"))];
}
