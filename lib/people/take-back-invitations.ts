import { sql } from "kysely";
import type { Permission } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import { covers } from "@/lib/access/scope";
import type { CommandContext } from "@/lib/operation/operation";
import { findHoldings, lastingScopes } from "@/lib/people/find-holdings";

interface Open {
  id: string;
  email: string;
  builtIn: string | null;
  permissions: string[];
  wholeAccount: boolean;
  groupNos: number[];
  endsAt: Date | null;
}

/**
 * After something was taken from a member: takes back the invitations this person sent and nobody has answered that give
 * what is held no longer. Otherwise one sent to a second address would bring it back.
 */
export async function takeBackInvitations(
  { db, actor, now, audit }: Pick<CommandContext<Permission>, "db" | "actor" | "now" | "audit">,
  membershipId: string,
): Promise<void> {
  const account = actor.account.id;
  const { rows } = await sql<Open>`
    select i.id, i.email, r.built_in as "builtIn", r.permissions, i.whole_account as "wholeAccount",
      i.access_ends_at as "endsAt",
      array(select g.group_no from device_group g
            where g.account_id = ${account} and g.group_no = any(i.group_nos)) as "groupNos"
    from invitation i join role r on r.account_id = ${account} and r.id = i.role_id
    where i.account_id = ${account} and i.created_by = ${membershipId}
      and i.accepted_at is null and i.revoked_at is null
  `.execute(db);
  if (rows.length === 0) return;
  const holdings = await findHoldings(db, account, membershipId, now);
  const beyond = rows.filter(({ builtIn, permissions, wholeAccount, groupNos, endsAt }) => {
    const held = lastingScopes(holdings, endsAt);
    return permissionsOfRole({ built_in: builtIn, permissions }).some(
      (permission) => !covers(held.get(permission), wholeAccount ? "all" : groupNos),
    );
  });
  if (beyond.length === 0) return;
  await db
    .updateTable("invitation")
    .set({ revoked_at: now })
    .where("account_id", "=", account)
    .where(
      "id",
      "in",
      beyond.map(({ id }) => id),
    )
    .execute();
  const reason = "Whoever sent it no longer holds what it gives.";
  for (const { id, email } of beyond)
    audit("invitation.revoked", { target: { kind: "invitation", id, label: email }, reason });
}
