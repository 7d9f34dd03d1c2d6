import { grants } from "@/components/reviews/review-words";
import type { OutputOf } from "@/components/shell/operation-types";
import { Banner } from "@/components/ui/banner";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { countOwnItems } from "@/lib/reviews/count-own-items";

/** What waits for the viewer's own decision: loud when its date has passed, nothing when nothing waits. */
export function OwnReviews({
  account,
  waiting,
  reviews,
}: { account: string } & OutputOf<typeof countOwnItems>) {
  if (waiting === 0) return null;
  const overdue = reviews.some((review) => review.overdue);
  return (
    <Banner
      tone={overdue ? "bad" : "wait"}
      title={`${grants(waiting)} to review ${overdue ? "by you, overdue" : "by you"}`}
    >
      <ul>
        {reviews.map((review) => (
          <li key={review.id}>
            <TextLink href={`/${account}/people/reviews/${review.id}?mine=true&undecided=true`}>
              {review.title}
            </TextLink>
            , {grants(review.waiting)}, {review.overdue ? "was due" : "due"}{" "}
            <RelativeTime at={review.dueAt} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}
