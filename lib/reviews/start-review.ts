import { z } from "zod";
import { readFacts } from "@/lib/advice/public";
import { conflict, invalid, Missing } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { isOneLine } from "@/lib/kernel/text";
import { type CommandContext, command } from "@/lib/operation/operation";
import { assertStillHolds, lockAccess } from "@/lib/people/public";
import { assertMayReview } from "@/lib/reviews/assert-may-review";
import { assignReviewers } from "@/lib/reviews/assign-reviewers";
import { describeUse, grantsById } from "@/lib/reviews/describe-use";
import { findSubject } from "@/lib/reviews/find-subject";
import { findSubjectGrants, mostItems, type SubjectGrant } from "@/lib/reviews/find-subject-grants";
import { subjectInput } from "@/lib/reviews/review-input";

const YEAR = 366 * 86_400_000;

/** Begins a review: every grant it is about, as it is now, with a reviewer for each. The worker writes to them. */
export const startReview = command({
  name: "review.start",
  permission: "grant.manage",
  input: z.object({
    title: z
      .string()
      .trim()
      .min(1, "Give it a title: it stands above the report.")
      .max(120, "At most 120 characters.")
      .refine(isOneLine, "Use plain text on one line."),
    note: z.string().trim().max(1000, "At most 1,000 characters.").default(""),
    ...subjectInput,
    reviewerIds: z.array(z.uuid()).min(1, "Choose at least one reviewer.").max(20, "At most 20 reviewers."),
    dueAt: z.iso.datetime({ offset: true, error: "Choose a date." }).transform((text) => new Date(text)),
  }),
  async run(context, input) {
    const { db, actor, now, audit, publish } = context;
    const account = actor.account.id;
    if (input.dueAt <= now)
      throw invalid("The date has passed already.", { dueAt: "Choose a date to come." });
    if (input.dueAt.getTime() > now.getTime() + YEAR)
      throw invalid("The date is too far away.", { dueAt: "Choose a date within a year." });
    await lockAccess(db, account);
    await assertStillHolds(db, actor, now, "grant.manage");
    const reviewers = await findReviewers(context, [...new Set(input.reviewerIds)]);
    const subject = await findSubject(db, actor, input);
    const grants = await findSubjectGrants(db, actor.account, subject, now);
    if (grants.length === 0)
      throw conflict("Nobody has such a grant at the moment, so there is nothing to review.");
    if (grants.length > mostItems)
      throw conflict(
        `These are more than ${mostItems.toLocaleString("en-GB")} grants. Review them by role or by group.`,
      );

    const id = newId();
    await db
      .insertInto("access_review")
      .values({
        id,
        title: input.title,
        note: input.note,
        kind: subject.kind,
        group_no: subject.groupNo,
        subject_name: subject.name,
        whole_account_too: subject.wholeAccountToo,
        started_at: now,
        started_by_label: actor.label,
        due_at: input.dueAt,
      })
      .execute();
    await db
      .insertInto("access_review_reviewer")
      .values(reviewers.map((reviewer) => ({ review_id: id, membership_id: reviewer.id, added_at: now })))
      .execute();
    await insertItems(
      context,
      id,
      grants,
      reviewers.map((reviewer) => reviewer.id),
    );
    audit("review.started", {
      target: { kind: "access_review", id, label: input.title },
      count: grants.length,
      ...(input.note ? { reason: input.note } : {}),
      after: {
        of: subject.name ?? subject.kind,
        reviewers: reviewers.map(({ name }) => name),
        until: input.dueAt.toISOString(),
      },
    });
    publish({ topic: "people" });
    return { id, grants: grants.length };
  },
});

/** Throws Missing for who is no member, invalid for who could not decide. */
async function findReviewers(
  { db, actor, now }: CommandContext<"grant.manage">,
  ids: string[],
): Promise<{ id: string; name: string }[]> {
  const members = await db
    .selectFrom("membership")
    .where("account_id", "=", actor.account.id)
    .where("id", "in", ids)
    .where("removed_at", "is", null)
    .select(["id", "name"])
    .execute();
  if (members.length < ids.length) throw new Missing("member", ids);
  for (const member of members) await assertMayReview(db, actor.account.id, member, now, "reviewerIds");
  return members;
}

/** A statement carries at most 65,535 values. */
const atOnce = 1_000;

async function insertItems(
  { db, actor, now }: CommandContext<"grant.manage">,
  reviewId: string,
  grants: readonly SubjectGrant[],
  reviewers: readonly string[],
): Promise<void> {
  const assigned = assignReviewers(
    grants.map(({ member }) => member.id),
    reviewers,
  );
  const facts = await readFacts(db, actor.account.id, now);
  const known = grantsById(facts);
  const rows = grants.map((grant, position) => ({
    id: newId(),
    review_id: reviewId,
    position,
    grant_id: grant.id,
    membership_id: grant.member.id,
    role_id: grant.roleId,
    role_name: grant.roleName,
    whole_account: grant.wholeAccount,
    groups: JSON.stringify(grant.groups),
    since: grant.since,
    given_by: grant.givenBy,
    ends_at: grant.endsAt,
    grant_version: grant.version,
    role_version: grant.roleVersion,
    used: JSON.stringify(describeUse(facts, known.get(grant.id))),
    reviewer_id: assigned.get(grant.member.id) ?? "",
  }));
  for (let start = 0; start < rows.length; start += atOnce)
    await db
      .insertInto("access_review_item")
      .values(rows.slice(start, start + atOnce))
      .execute();
}
