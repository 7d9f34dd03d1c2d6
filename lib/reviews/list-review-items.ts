import { sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { permissionsOfRole } from "@/lib/access/roles";
import { readFacts } from "@/lib/advice/public";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { query } from "@/lib/operation/operation";
import { nameGroups } from "@/lib/people/public";
import { describeUse, grantsById } from "@/lib/reviews/describe-use";
import { findNamed } from "@/lib/reviews/find-named";
import { type ItemNow, readItems, waits } from "@/lib/reviews/read-items";
import { readReview } from "@/lib/reviews/read-review";
import { type ReadyChange, readyChanges } from "@/lib/reviews/ready-changes";
import { itemTeller } from "@/lib/reviews/tell-scope";

const place = z.tuple([z.int()]);
const flag = z.stringbool().or(z.boolean()).default(false);

/** The grants of a review, by person: what each is now, what was used of it, and what could be done about it. */
export const listReviewItems = query({
  name: "review.items",
  permission: "member.view",
  input: z.object({
    reviewId: z.uuid(),
    mine: flag,
    undecided: flag,
    search: z.string().trim().toLowerCase().max(120).default(""),
    cursor: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  async run({ db, actor, now }, { reviewId, mine, undecided, search, cursor, limit }) {
    const account = actor.account.id;
    const review = await readReview(db, account, reviewId);
    const after = cursor ? decodeCursor(cursor, place) : null;
    const rows = await readItems(
      db,
      account,
      reviewId,
      now,
      sql`${mine ? sql`i.reviewer_id = ${actor.membershipId}` : sql`true`}
        and ${undecided ? waits(now) : sql`true`}
        and ${search ? sql`(strpos(lower(m.name), ${search}) > 0 or strpos(m.email, ${search}) > 0)` : sql`true`}
        and ${after ? sql`i.position > ${after[0]}` : sql`true`}`,
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1)?.item;
    const named = await findNamed(db, account, reviewId, now);
    const others = named.some(({ id, able }) => able && id !== actor.membershipId);
    const facts = await readFacts(db, account, now);
    const known = grantsById(facts);
    const ready = readyChanges(actor, facts);
    const narrower = await findNarrowerRoles(db, account);
    const tell = itemTeller(actor);
    const tellNow = await nowTeller(
      db,
      actor,
      page.map((each) => each.now),
    );
    return {
      items: page.map(({ item, now: state }) => {
        const isYours = item.reviewer.id === actor.membershipId;
        const own = item.member.id === actor.membershipId;
        const waiting = item.state === "waiting" && review.outcome === null;
        return {
          ...tell(item),
          used: waiting ? describeUse(facts, known.get(item.grantId)) : item.used,
          now: tellNow(state),
          isYours,
          /** whose own grant it is, has it decided by another while there is one */
          isOwn: own,
          mayDecide: waiting && isYours && actor.scopes.get("grant.manage") === "all" && !(own && others),
          reviewerAble: named.some(({ id, able }) => able && id === item.reviewer.id),
          ready: waiting ? (ready.get(item.grantId) ?? []) : ([] as ReadyChange[]),
          narrowerRoles: waiting ? narrower(state.roleId) : [],
        };
      }),
      next: rows.length > limit && last ? encodeCursor([last.position]) : null,
    };
  },
});

/** For a role, the roles that give a part of what it gives and nothing else, the narrowest first. */
async function findNarrowerRoles(db: AccountReader, account: string) {
  const rows = await db
    .selectFrom("role")
    .where("account_id", "=", account)
    .where("deleted_at", "is", null)
    .select(["id", "name", "built_in", "permissions"])
    .orderBy("name")
    .execute();
  const roles = rows.map((row) => ({ id: row.id, name: row.name, gives: permissionsOfRole(row) }));
  return (roleId: string): { id: string; name: string; permissions: number }[] => {
    const held = new Set(roles.find(({ id }) => id === roleId)?.gives ?? []);
    return roles
      .filter(
        ({ id, gives }) =>
          id !== roleId &&
          gives.length > 0 &&
          gives.length < held.size &&
          gives.every((each) => held.has(each)),
      )
      .toSorted((one, other) => one.gives.length - other.gives.length)
      .map(({ id, name, gives }) => ({ id, name, permissions: gives.length }));
  };
}

/** What grants are at this moment, with the ids of the groups that the reader sees. */
async function nowTeller(db: AccountReader, reader: Member, states: readonly ItemNow[]) {
  const named = await nameGroups(
    db,
    reader,
    states.flatMap(({ groups }) => groups.map(({ no }) => no)),
  );
  return ({ groups, ...rest }: ItemNow) => ({ ...rest, ...named(groups.map(({ no }) => no)) });
}
