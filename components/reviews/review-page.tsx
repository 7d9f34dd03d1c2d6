"use client";

import { useQuery } from "@tanstack/react-query";
import { CancelReview, SignOff } from "@/components/reviews/close-review";
import type { ReviewActions } from "@/components/reviews/review-actions";
import { type ItemFilter, ReviewItems } from "@/components/reviews/review-items";
import { grants, ReviewStatus, saySubject } from "@/components/reviews/review-words";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { ExactTime } from "@/components/ui/exact-time";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import type { getReview } from "@/lib/reviews/get-review";
import type { listReviewItems } from "@/lib/reviews/list-review-items";

export type ReviewView = OutputOf<typeof getReview>;

/** One review: how far it is, who decides, and every grant in it. */
export function ReviewPage({
  first,
  items,
  asked,
  actions,
}: {
  first: ReviewView;
  items: OutputOf<typeof listReviewItems>;
  asked: ItemFilter;
  actions: ReviewActions;
}) {
  const { account } = useViewer();
  const base = `/${account.slug}/people/reviews`;
  const { data: review } = useQuery({
    queryKey: ["people", "review", account.id, first.id],
    queryFn: ({ signal }) =>
      fetchJson<ReviewView>(`/api/accounts${base}/one`, { reviewId: first.id }, signal),
    initialData: first,
  });
  const running = review.outcome === null;
  const left = review.total - review.decided;
  const report = `${base}/${review.id}/report`;
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Reviews", href: base }, { label: review.title }]} />
      <PageHeader
        title={review.title}
        status={<ReviewStatus review={review} />}
        description={
          <>
            {saySubject(review)} · started by {review.startedBy} on <ExactTime at={review.startedAt} />
          </>
        }
        action={
          <>
            {review.mayClose && <CancelReview review={review} cancel={actions.cancel} />}
            <LinkButton href={report}>
              {review.outcome === "signed_off" ? "Report" : "As things stand"}
            </LinkButton>
            {review.mayClose && left === 0 && <SignOff review={review} signOff={actions.signOff} />}
          </>
        }
      />
      <State review={review} left={left} report={report} />
      <Panel title="Progress">
        <Progress label="Decided" done={review.decided} total={review.total} />
        <p className="mt-2 text-ink-muted text-sm">
          Until <ExactTime at={review.dueAt} />
        </p>
        {review.note && <p className="mt-2 whitespace-pre-wrap text-sm">{review.note}</p>}
        <ul aria-label="Reviewers" className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {review.reviewers.map((reviewer) => (
            <li key={reviewer.id} className="flex items-center gap-1.5">
              {reviewer.name} {reviewer.isYou && <Badge>You</Badge>}
              <span className="text-ink-muted tabular-nums">
                {(reviewer.total - reviewer.waiting).toLocaleString("en-GB")} of{" "}
                {reviewer.total.toLocaleString("en-GB")}
              </span>
              {!reviewer.able && running && <Badge tone="warn">May not decide any more</Badge>}
            </li>
          ))}
        </ul>
      </Panel>
      <ReviewItems
        review={{ id: review.id, running, mine: review.mine }}
        first={items}
        asked={asked}
        actions={actions}
      />
    </div>
  );
}

function State({ review, left, report }: { review: ReviewView; left: number; report: string }) {
  if (review.outcome === "signed_off")
    return (
      <Banner tone="ok" title={`Signed off by ${review.closedBy}`}>
        Nothing in it changes any more. <TextLink href={report}>Read the report</TextLink>
      </Banner>
    );
  if (review.outcome === "cancelled")
    return (
      <Banner tone="warn" title={`Cancelled by ${review.closedBy}`}>
        {review.words}
      </Banner>
    );
  if (left === 0)
    return (
      <Banner tone="wait" title="Everything is decided">
        {review.mayClose
          ? "Read it, and sign it off: it is final then."
          : "Who started it, or one of its reviewers, signs it off."}
      </Banner>
    );
  if (review.overdue)
    return (
      <Banner tone="bad" title={`Overdue: ${grants(left)} not decided`}>
        {review.mine > 0 && `${grants(review.mine)} of these wait for you. `}
        Nothing ends by itself: what nobody needs stays until somebody decides.
      </Banner>
    );
  if (review.mine > 0)
    return (
      <Banner tone="wait" title={`${grants(review.mine)} to decide by you`}>
        Keep what the work needs, narrow what is wider than its use, end the rest.
      </Banner>
    );
  return null;
}
