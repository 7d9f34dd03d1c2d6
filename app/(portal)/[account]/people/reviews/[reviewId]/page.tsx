import type { Metadata } from "next";
import { ReviewPage } from "@/components/reviews/review-page";
import { ask } from "@/lib/operation/ask";
import { getReview } from "@/lib/reviews/get-review";
import { listReviewItems } from "@/lib/reviews/list-review-items";
import { cancel, end, handOver, keep, narrow, signOff } from "../actions";

export const metadata: Metadata = { title: "Review" };

type Props = {
  params: Promise<{ account: string; reviewId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { account, reviewId } = await params;
  const search = await searchParams;
  const text = typeof search.search === "string" ? search.search.slice(0, 120) : "";
  const asked = {
    ...(search.mine === "true" ? { mine: "true" as const } : {}),
    ...(search.undecided === "true" ? { undecided: "true" as const } : {}),
    ...(text ? { search: text } : {}),
  };
  const first = await ask(account, getReview, { reviewId });
  const items = await ask(account, listReviewItems, { reviewId, ...asked });
  return (
    <ReviewPage
      first={first}
      items={items}
      asked={asked}
      actions={{ keep, narrow, end, handOver, signOff, cancel }}
    />
  );
}
