import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import { queuedMails } from "@/db/testing/queued-mails";
import type { Member } from "@/lib/access/actor";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { cancelReview } from "@/lib/reviews/cancel-review";
import { handOverItems } from "@/lib/reviews/hand-over-items";
import { keepGrants } from "@/lib/reviews/keep-grants";
import { listReviewItems } from "@/lib/reviews/list-review-items";
import { startReview } from "@/lib/reviews/start-review";
import { announceReviews } from "@/worker/announce-reviews";

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

let account: TestAccount;
beforeAll(async () => {
  account = await makeAccount("reminding");
});

interface Running {
  id: string;
  grantId: string;
  starter: Member;
  reviewer: Member;
}

async function start(days = 20): Promise<Running> {
  const starter = await makeAdministrator(account);
  const reviewer = await makeMember(account, ["grant.manage", "member.view"]);
  const holder = await makeMember(account, ["device.view"]);
  const [grant] = await asSuperuser<{ id: string; roleId: string }>(
    'select id, role_id as "roleId" from role_grant where membership_id = $1',
    [holder.membershipId],
  );
  const { id } = await perform(starter, startReview, {
    title: "Autumn",
    note: "Whoever left the project goes",
    kind: "role",
    roleId: grant?.roleId ?? "",
    reviewerIds: [reviewer.membershipId],
    dueAt: inDays(days).toISOString(),
  });
  return { id, grantId: grant?.id ?? "", starter, reviewer };
}

const subjectsTo = async ({ email }: Member) =>
  (await queuedMails(email)).map(({ subject }) => subject).toReversed();

async function keepAll({ id, reviewer }: Running) {
  const { items } = await perform(reviewer, listReviewItems, { reviewId: id, undecided: true });
  await perform(reviewer, keepGrants, {
    reviewId: id,
    items: items.map((item) => ({
      itemId: item.id,
      grantVersion: item.now.grantVersion,
      roleVersion: item.now.roleVersion,
    })),
    reason: "Needed",
  });
}

describe("reminders of a review", () => {
  it("come at the start, seven days and one day before the date, and once when it has passed", async () => {
    const { reviewer, id } = await start();
    for (const day of [0, 0, 5, 13.5, 14, 19.5, 19.6, 20.5, 21, 40]) await announceReviews(inDays(day));
    expect(await subjectsTo(reviewer)).toEqual([
      "1 grant to review: Autumn",
      "Seven days left for 1 grant: Autumn",
      "One day left for 1 grant: Autumn",
      "Overdue, 1 grant to review: Autumn",
    ]);
    const [mail] = await queuedMails(reviewer.email);
    expect(mail?.text).toContain(`/reminding/people/reviews/${id}?mine=true&undecided=true`);
    expect(mail?.text).toContain("Nothing ends by itself");
  });

  it("do not say that seven days are left of three that were given", async () => {
    const { reviewer } = await start(3);
    for (const day of [0, 1, 2.5]) await announceReviews(inDays(day));
    expect(await subjectsTo(reviewer)).toEqual([
      "1 grant to review: Autumn",
      "One day left for 1 grant: Autumn",
    ]);
  });

  it("are written once, whoever else tries at the same time", async () => {
    const { reviewer } = await start();
    await Promise.all([announceReviews(), announceReviews(), announceReviews()]);
    expect(await subjectsTo(reviewer)).toHaveLength(1);
  });

  it("stop when all is decided; then who started it is told, once", async () => {
    const running = await start();
    await announceReviews();
    expect(await subjectsTo(running.starter)).toEqual([]);
    await keepAll(running);
    for (const day of [0, 13.5, 21]) await announceReviews(inDays(day));
    expect(await subjectsTo(running.reviewer)).toHaveLength(1);
    expect(await subjectsTo(running.starter)).toEqual(["All decided: Autumn"]);
  });

  it("stop when the grants ended without a decision", async () => {
    const { starter, reviewer, grantId } = await start();
    await perform(starter, revokeGrant, { grantId });
    await announceReviews();
    expect(await subjectsTo(reviewer)).toEqual([]);
    expect(await subjectsTo(starter)).toEqual(["All decided: Autumn"]);
  });

  it("go to who was handed something, and not to who may not decide any more", async () => {
    const running = await start();
    await announceReviews();
    const next = await makeMember(account, ["grant.manage", "member.view"]);
    const { items } = await perform(next, listReviewItems, { reviewId: running.id });
    await perform(next, handOverItems, {
      reviewId: running.id,
      itemIds: items.map(({ id }) => id),
      reviewerId: next.membershipId,
    });
    await announceReviews();
    expect(await subjectsTo(next)).toEqual(["1 grant to review: Autumn"]);
    await asSuperuser("update role_grant set revoked_at = now() where membership_id = $1", [
      next.membershipId,
    ]);
    await announceReviews(inDays(13.5));
    expect(await subjectsTo(next)).toHaveLength(1);
    expect(await subjectsTo(running.reviewer)).toHaveLength(1);
  });

  it("end with a cancellation", async () => {
    const { id, starter, reviewer } = await start();
    await perform(starter, cancelReview, { reviewId: id, reason: "Started twice" });
    await announceReviews(inDays(21));
    expect(await subjectsTo(reviewer)).toEqual([]);
    expect(await subjectsTo(starter)).toEqual([]);
  });

  it("cannot be written by who only signs in as a reviewer of another account", async () => {
    const other = await makeAccount("reminding-other");
    const foreigner = await makeAdministrator(other);
    const { id } = await start();
    await expect(
      perform(foreigner, handOverItems, {
        reviewId: id,
        itemIds: [newId()],
        reviewerId: foreigner.membershipId,
      }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
