import "server-only";
import { sql } from "kysely";
import { type AuthDb, withAuthDb, writeOwnMembership } from "@/db/auth";
import type { AccountDb } from "@/db/scoped";
import { readInvitation, readLink } from "@/lib/auth/invitations/read-invitation";
import { type ChosenPassword, choosePassword } from "@/lib/auth/passwords/choose-password";
import { storePassword } from "@/lib/auth/passwords/store-password";
import { isName } from "@/lib/auth/person-name";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { hashToken } from "@/lib/auth/token";
import { newId } from "@/lib/kernel/id";
import { livePayloads } from "@/lib/live/change";

interface Person {
  id: string;
  email: string;
  name: string;
}

export type AcceptAnswer =
  | { outcome: "done"; account: string }
  | { outcome: "unusable" }
  | { outcome: "not_yours" }
  | { outcome: "refused"; fields: Record<string, string> };

/**
 * Accepts an invitation, once, as the person it was sent to: whoever is signed in with exactly that address, or somebody
 * new who chooses a name and a password. Membership, grant and record come into being together.
 */
export async function acceptInvitation(
  link: string,
  as: { signedIn: SignedIn } | { name: string; password: string },
  address: string | null,
): Promise<AcceptAnswer> {
  const read = readLink(link);
  const invitation = await readInvitation(link);
  if (!read || !invitation) return { outcome: "unusable" };
  if ("signedIn" in as) {
    const { signedIn } = as;
    if (!signedIn.complete || signedIn.email !== invitation.email) return { outcome: "not_yours" };
    return join(read, { id: signedIn.userId, email: signedIn.email, name: signedIn.name }, address);
  }
  if (invitation.known) return { outcome: "not_yours" };
  const name = as.name.trim();
  const { minimum, about } = invitation.passwordRules;
  const judged = await choosePassword(as.password, { minimum, about: { ...about, name } }, []);
  if (!isName(name) || "why" in judged)
    return {
      outcome: "refused",
      fields: {
        ...(isName(name) ? {} : { name: "Enter your name on one line, with at most 100 characters." }),
        ...("why" in judged ? { password: judged.why } : {}),
      },
    };
  return join(read, { id: newId(), email: invitation.email, name }, address, (db, person) =>
    addUser(db, person, judged.chosen, address),
  );
}

/** Undoes the taking: the invitation stays open for the person who now has a sign-in with this address. */
class TakenMeanwhile extends Error {}

/** Somebody new; false when another request was first with this address. */
async function addUser(
  db: AuthDb,
  person: Person,
  chosen: ChosenPassword,
  address: string | null,
): Promise<boolean> {
  const added = await db
    .insertInto("app_user")
    .values(person)
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!added) return false;
  await storePassword(db, person.id, chosen, null);
  await recordAuthEvent(db, "user.created", { user: person, address });
  return true;
}

async function join(
  { accountId, token }: { accountId: string; token: string },
  person: Person,
  address: string | null,
  create?: (db: AuthDb, person: Person) => Promise<boolean>,
): Promise<AcceptAnswer> {
  const joined = await writeOwnMembership(accountId, async (db) => {
    const now = new Date();
    // taking it is the first write: everybody else waits here, and then finds it taken
    const taken = await db
      .updateTable("invitation")
      .set({ accepted_at: now })
      .where("account_id", "=", accountId)
      .where("token_hash", "=", hashToken("invitation", token))
      .where("email", "=", person.email)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", now)
      .where((eb) => eb.or([eb("access_ends_at", "is", null), eb("access_ends_at", ">", now)]))
      .returning([
        "id",
        "role_id",
        "whole_account",
        "group_nos",
        "access_ends_at",
        "company",
        "second_factor_required",
        "created_by",
      ])
      .executeTakeFirst();
    if (!taken) return false;
    if (create && !(await withAuthDb((authDb) => create(authDb, person)))) throw new TakenMeanwhile();
    const membershipId = await ensureMembership(db, accountId, person, taken);
    const grantId = newId();
    await db
      .insertInto("role_grant")
      .values({
        id: grantId,
        membership_id: membershipId,
        role_id: taken.role_id,
        whole_account: taken.whole_account,
        ends_at: taken.access_ends_at,
        created_by: taken.created_by,
      })
      .execute();
    const groups = taken.whole_account ? [] : await groupsLeft(db, accountId, taken.group_nos);
    if (groups.length > 0)
      await db
        .insertInto("role_grant_group")
        .values(groups.map((group_no) => ({ grant_id: grantId, group_no })))
        .execute();
    await db
      .insertInto("audit_event")
      .values({
        id: newId(),
        actor_kind: "member",
        actor_id: person.id,
        actor_label: person.name,
        operation: "invitation.accept",
        action: "member.joined",
        outcome: "done",
        target_kind: "member",
        target_id: membershipId,
        target_label: person.name,
        address,
        detail: JSON.stringify({
          invitation: taken.id,
          grant: grantId,
          email: person.email,
          ...(taken.second_factor_required ? { secondFactor: "required" } : {}),
        }),
      })
      .execute();
    for (const payload of livePayloads(accountId, { topic: "people" }))
      await sql`select pg_notify('cordon_live', ${payload})`.execute(db);
    return true;
  }).catch((error) => {
    if (error instanceof TakenMeanwhile) return false;
    throw error;
  });
  if (!joined) return { outcome: "unusable" };
  const account = await withAuthDb((db) =>
    db.selectFrom("account").where("id", "=", accountId).select("slug").executeTakeFirstOrThrow(),
  );
  return { outcome: "done", account: account.slug };
}

/**
 * Somebody who is a member already gets the grant beside those they have. A second factor is required as soon as one
 * invitation says so; another that does not takes nothing back.
 */
async function ensureMembership(
  db: AccountDb,
  accountId: string,
  person: Person,
  invited: { company: string | null; second_factor_required: boolean },
): Promise<string> {
  const member = await db
    .selectFrom("membership")
    .where("account_id", "=", accountId)
    .where("user_id", "=", person.id)
    .where("removed_at", "is", null)
    .select(["id", "second_factor_required"])
    .executeTakeFirst();
  const { company, second_factor_required } = invited;
  if (member && second_factor_required && !member.second_factor_required)
    await db
      .updateTable("membership")
      .set({ second_factor_required })
      .where("account_id", "=", accountId)
      .where("id", "=", member.id)
      .execute();
  if (member) return member.id;
  const id = newId();
  await db
    .insertInto("membership")
    .values({
      id,
      user_id: person.id,
      email: person.email,
      name: person.name,
      company,
      second_factor_required,
    })
    .execute();
  return id;
}

/** A group may have been deleted since: nobody is let into what is no more, and a grant of no group reaches nothing. */
async function groupsLeft(db: AccountDb, accountId: string, nos: readonly number[]): Promise<number[]> {
  if (nos.length === 0) return [];
  const rows = await db
    .selectFrom("device_group")
    .where("account_id", "=", accountId)
    .where("group_no", "in", nos)
    .select("group_no")
    .execute();
  return rows.map((row) => row.group_no);
}
