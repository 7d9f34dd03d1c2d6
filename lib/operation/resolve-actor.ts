import "server-only";
import { sql } from "kysely";
import { readInScope, readPlatform, writeInScope } from "@/db/scoped";
import type { AccountName, Actor, Member } from "@/lib/access/actor";
import { isInside } from "@/lib/access/address-ranges";
import { allProviderPermissions } from "@/lib/access/permissions";
import type { Prover } from "@/lib/access/proof";
import { permissionsOfRole } from "@/lib/access/roles";
import { scopesOf } from "@/lib/access/scope";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { lookAs, type Seeing } from "@/lib/operation/look-as";

/** Who somebody is in the account of this address: read anew for every request and every job, so that a change bites at once. */
export async function resolveMember(
  session: SignedIn | null,
  slug: string,
  address: string | null,
): Promise<Actor> {
  const { self, seeing } = await resolve(session, slug, address);
  if (self.kind !== "member" || !seeing) return self;
  const seen = await loadMember(self.account, { membershipId: seeing.memberId }, null);
  return lookAs(self, seeing, seen?.member ?? null);
}

/** The person who holds the session, also while they look as somebody else: only to stop that. */
export async function resolveSelf(
  session: SignedIn | null,
  slug: string,
  address: string | null,
): Promise<Actor> {
  return (await resolve(session, slug, address)).self;
}

async function resolve(
  session: SignedIn | null,
  slug: string,
  address: string | null,
): Promise<{ self: Actor; seeing?: Seeing | null }> {
  const person = personOf(session, address);
  if (person.kind !== "stranger") return { self: person };
  const account = await findAccount(slug);
  if (!account || !session) return { self: person };
  const found = await loadMember(account, { userId: person.userId }, session.sessionId);
  if (!found) return { self: person };
  // an account's ranges bind the account they belong to: none of them shuts another one
  const ranges = session.policy.accounts.find(({ id }) => id === account.id)?.ranges ?? [];
  if (ranges.length > 0 && !isInside(ranges, address))
    return {
      self: { ...person, kind: "outside_addresses", account, membershipId: found.member.membershipId },
    };
  await noteSeen(session, found.member, found.lastSeenAt);
  const { sessionId, email, name: label } = session;
  const self = { ...found.member, email, label, address, sessionId, prover: proverOf(session) };
  return { self, seeing: found.seeing };
}

/** Who somebody is in the provider's own console. */
export function resolveProvider(session: SignedIn | null, address: string | null): Actor {
  const person = personOf(session, address);
  if (person.kind !== "stranger" || session?.providerRole !== "operator") return person;
  return {
    ...person,
    kind: "provider",
    permissions: new Set(allProviderPermissions),
    prover: proverOf(session),
  };
}

const proverOf = ({ proof, factors, policy }: SignedIn): Prover => ({
  proof,
  factors,
  phishingResistant: policy.phishingResistant,
});

/** The same for a job: on whose behalf it runs, if that person is still a member. */
export async function resolveMemberById(accountId: string, userId: string): Promise<Member | null> {
  const found = await readPlatform(async (db) => ({
    account: await db
      .selectFrom("account")
      .where("id", "=", accountId)
      .select(["id", "slug", "name"])
      .executeTakeFirst(),
    user: await db
      .selectFrom("app_user")
      .where("id", "=", userId)
      .where("disabled_at", "is", null)
      .select(["email", "name"])
      .executeTakeFirst(),
  }));
  if (!found.account || !found.user) return null;
  const loaded = await loadMember(found.account, { userId }, null);
  return loaded && { ...loaded.member, email: found.user.email, label: found.user.name };
}

const minute = 60_000;

/**
 * When somebody was last here, to the minute, and with which sessions: told to the account's own administrators, and kept
 * per account.
 */
async function noteSeen(
  session: SignedIn,
  { account, membershipId }: Member,
  lastSeenAt: Date | null,
): Promise<void> {
  const now = Date.now();
  const entered = session.accounts.includes(account.id);
  const seenNow = lastSeenAt !== null && now - lastSeenAt.getTime() < minute;
  if (entered && seenNow) return;
  await writeInScope({ accountId: account.id, groups: "all", membershipId }, async (db) => {
    if (!entered) await sql`select enter_account(${session.sessionId})`.execute(db);
    if (seenNow) return;
    await db
      .updateTable("membership")
      .set({ last_seen_at: new Date(now) })
      .where("account_id", "=", account.id)
      .where("id", "=", membershipId)
      .execute();
  });
}

function personOf(session: SignedIn | null, address: string | null): Actor {
  if (!session) return { kind: "anonymous", address };
  const person = { userId: session.userId, email: session.email, label: session.name, address };
  if (session.complete) return { ...person, kind: "stranger" };
  return { ...person, kind: "half_signed_in", waitingFor: session.waitingFor ?? "second_factor" };
}

async function findAccount(slug: string): Promise<AccountName | undefined> {
  if (!/^[a-z0-9-]{1,40}$/.test(slug)) return undefined;
  return readPlatform((db) =>
    db.selectFrom("account").where("slug", "=", slug).select(["id", "slug", "name"]).executeTakeFirst(),
  );
}

/** A member with what is held now, and as whom this session looks. Name and address of mail are those the account knows. */
async function loadMember(
  account: AccountName,
  who: { userId: string } | { membershipId: string },
  sessionId: string | null,
): Promise<{ member: Member; lastSeenAt: Date | null; seeing: Seeing | null } | null> {
  const scope = { accountId: account.id, groups: "all", membershipId: null } as const;
  const now = new Date();
  const rows = await readInScope(scope, (db) =>
    db
      .selectFrom("membership as m")
      .leftJoin("role_grant as g", (join) =>
        join
          .onRef("g.account_id", "=", "m.account_id")
          .onRef("g.membership_id", "=", "m.id")
          .on("g.revoked_at", "is", null)
          .on((eb) => eb.or([eb("g.starts_at", "is", null), eb("g.starts_at", "<=", now)]))
          .on((eb) => eb.or([eb("g.ends_at", "is", null), eb("g.ends_at", ">", now)])),
      )
      .leftJoin("role as r", (join) =>
        join.onRef("r.account_id", "=", "g.account_id").onRef("r.id", "=", "g.role_id"),
      )
      .leftJoin("seeing as s", (join) =>
        join
          .onRef("s.account_id", "=", "m.account_id")
          .on("s.session_id", "=", sessionId)
          .onRef("s.seer_id", "=", "m.id"),
      )
      .where("m.account_id", "=", account.id)
      .where((eb) => ("userId" in who ? eb("m.user_id", "=", who.userId) : eb("m.id", "=", who.membershipId)))
      .where("m.removed_at", "is", null)
      .select((eb) => [
        "s.member_id as memberId",
        "s.member_label as memberLabel",
        "s.started_at as startedAt",
        "s.ends_at as endsAt",
        "m.id as membershipId",
        "m.user_id as userId",
        "m.email",
        "m.name as label",
        "m.last_seen_at as lastSeenAt",
        "g.whole_account as wholeAccount",
        "r.id as roleId",
        "r.built_in as builtIn",
        "r.permissions as permissions",
        eb
          .selectFrom("role_grant_group as gg")
          .whereRef("gg.account_id", "=", "m.account_id")
          .whereRef("gg.grant_id", "=", "g.id")
          .select((inner) => inner.fn.agg<number[]>("array_agg", ["gg.group_no"]).as("nos"))
          .as("groupNos"),
      ])
      .execute(),
  );
  const [first] = rows;
  if (!first) return null;
  const grants = rows
    .filter((row) => row.roleId !== null)
    .map((row) => ({
      permissions: permissionsOfRole({ built_in: row.builtIn, permissions: row.permissions ?? [] }),
      wholeAccount: row.wholeAccount === true,
      groupNos: row.groupNos ?? [],
    }));
  const { membershipId, userId, email, label, lastSeenAt, memberId, memberLabel, startedAt, endsAt } = first;
  return {
    member: {
      userId,
      email,
      label,
      address: null,
      kind: "member",
      account,
      membershipId,
      scopes: scopesOf(grants),
      prover: "asked_before",
    },
    lastSeenAt,
    seeing:
      memberId && startedAt && endsAt
        ? { memberId, memberLabel: memberLabel ?? "", startedAt, endsAt }
        : null,
  };
}
