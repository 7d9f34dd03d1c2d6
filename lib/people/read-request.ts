import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import { isPermission, type Permission } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import type { Scope } from "@/lib/access/scope";
import { Missing } from "@/lib/kernel/errors";

export interface AccessRequest {
  id: string;
  asker: { id: string; name: string; email: string; company: string | null; lastSeenAt: Date | null };
  permission: string | null;
  wholeAccount: boolean;
  groupNos: number[];
  grantId: string | null;
  grantEndsAt: Date | null;
  roleName: string | null;
  builtIn: string | null;
  rolePermissions: string[] | null;
  grantStartsAt: Date | null;
  grantCreatedAt: Date | null;
  grantExtendedFrom: Date | null;
  wantedUntil: Date | null;
  reason: string;
  createdAt: Date;
  decidedAt: Date | null;
  outcome: "granted" | "refused" | "void" | null;
  decidedBy: string | null;
  answer: string | null;
}

/** Requests joined with who asks and, for an extension, with the grant; where the whole account or some groups are meant. */
export const requestRows = (accountId: string) => sql`
  select r.id, json_build_object('id', m.id, 'name', m.name, 'email', m.email, 'company', m.company) as asker,
    m.last_seen_at as "askerSeenAt", r.permission, r.grant_id as "grantId", r.grant_ends_at as "grantEndsAt",
    case when r.grant_id is null then r.whole_account else g.whole_account end as "wholeAccount",
    case when r.grant_id is null then r.group_nos else array(
      select gg.group_no from role_grant_group gg where gg.account_id = ${accountId} and gg.grant_id = g.id) end as "groupNos",
    o.name as "roleName", o.built_in as "builtIn", o.permissions as "rolePermissions",
    g.starts_at as "grantStartsAt", g.created_at as "grantCreatedAt", g.extended_from as "grantExtendedFrom",
    r.wanted_until as "wantedUntil", r.reason, r.created_at as "createdAt", r.decided_at as "decidedAt", r.outcome,
    r.decided_by_label as "decidedBy", r.answer
  from access_request r
  join membership m on m.account_id = ${accountId} and m.id = r.requested_by
  left join role_grant g on g.account_id = ${accountId} and g.id = r.grant_id
  left join role o on o.account_id = ${accountId} and o.id = g.role_id
  where r.account_id = ${accountId}`;

export type RequestRow = Omit<AccessRequest, "asker"> & {
  asker: Omit<AccessRequest["asker"], "lastSeenAt">;
  askerSeenAt: Date | null;
};

export const toRequest = ({ askerSeenAt, asker, ...row }: RequestRow): AccessRequest => ({
  ...row,
  asker: { ...asker, lastSeenAt: askerSeenAt },
});

/** One request. Throws Missing. */
export async function readRequest(
  db: AccountReader | AccountDb,
  accountId: string,
  requestId: string,
): Promise<AccessRequest> {
  const { rows } = await sql<RequestRow>`${requestRows(accountId)} and r.id = ${requestId}`.execute(db);
  if (!rows[0]) throw new Missing("access_request", [requestId]);
  return toRequest(rows[0]);
}

/** What must be held to decide it: the permission where it is asked for, or all that the grant gives where it gives it. */
export function wantedOf(request: AccessRequest): { permissions: readonly Permission[]; scope: Scope } {
  const scope = request.wholeAccount ? ("all" as const) : request.groupNos;
  if (request.permission !== null)
    return { permissions: isPermission(request.permission) ? [request.permission] : [], scope };
  const role = { built_in: request.builtIn, permissions: request.rolePermissions ?? [] };
  return { permissions: permissionsOfRole(role), scope };
}
