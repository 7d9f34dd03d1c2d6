import type { AccountDb } from "@/db/scoped";
import type { Permission } from "@/lib/access/permissions";
import { covers, scopesOf } from "@/lib/access/scope";
import type { CommandContext } from "@/lib/operation/operation";
import { findHoldings } from "@/lib/people/find-holdings";

type Context = Pick<CommandContext<"grant.manage">, "db" | "actor" | "now" | "audit">;

/** After a member's access changed: closes what this person still asks for and has by now, or cannot have any more. */
export async function voidMetRequests(
  { db, actor, now, audit }: Context,
  membershipId: string,
): Promise<void> {
  const account = actor.account.id;
  const open = await openRequests(db, account, membershipId);
  if (open.length === 0) return;
  const held = scopesOf(await findHoldings(db, account, membershipId, now));
  for (const request of open) {
    if (request.permission !== null) {
      const asked = request.whole_account ? "all" : request.group_nos;
      if (!covers(held.get(request.permission as Permission), asked)) continue;
    } else if (!(await changedSince(db, account, request))) continue;
    await closeRequest(
      db,
      account,
      request.id,
      now,
      "The access has changed since, so nothing is left to decide.",
    );
    audit("access.request_voided", { target: { kind: "access_request", id: request.id } });
  }
}

/** When a person leaves: whatever they asked for is over. Answers how much that was. */
export async function voidAllRequests(
  { db, actor, now, audit }: Context,
  membershipId: string,
): Promise<number> {
  const open = await openRequests(db, actor.account.id, membershipId);
  for (const { id } of open) {
    await closeRequest(db, actor.account.id, id, now, "The person left the account.");
    audit("access.request_voided", { target: { kind: "access_request", id } });
  }
  return open.length;
}

const openRequests = (db: AccountDb, account: string, membershipId: string) =>
  db
    .selectFrom("access_request")
    .where("account_id", "=", account)
    .where("requested_by", "=", membershipId)
    .where("decided_at", "is", null)
    .select(["id", "permission", "whole_account", "group_nos", "grant_id", "grant_ends_at"])
    .forUpdate()
    .execute();

async function changedSince(
  db: AccountDb,
  account: string,
  { grant_id, grant_ends_at }: { grant_id: string | null; grant_ends_at: Date | null },
): Promise<boolean> {
  const grant = await db
    .selectFrom("role_grant")
    .where("account_id", "=", account)
    .where("id", "=", grant_id)
    .select(["ends_at", "revoked_at"])
    .executeTakeFirst();
  return !grant || grant.revoked_at !== null || grant.ends_at?.getTime() !== grant_ends_at?.getTime();
}

async function closeRequest(db: AccountDb, account: string, id: string, now: Date, answer: string) {
  await db
    .updateTable("access_request")
    .set({ decided_at: now, outcome: "void", answer })
    .where("account_id", "=", account)
    .where("id", "=", id)
    .execute();
}
