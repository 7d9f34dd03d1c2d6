import type { Metadata } from "next";
import { PeopleTabs } from "@/components/people/people-tabs";
import { ReviewList, StartLink } from "@/components/reviews/review-list";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { listReviews } from "@/lib/reviews/list-reviews";

export const metadata: Metadata = { title: "Reviews" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const states = ["open", "done"] as const;

export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const search = await searchParams;
  const text = typeof search.search === "string" ? search.search.slice(0, 120) : "";
  const state = states.find((each) => each === search.state);
  const asked = { ...(text ? { search: text } : {}), ...(state ? { state } : {}) };
  const first = await ask(account, listReviews, asked);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Access reviews"
        description="Named people look at each grant, and keep, narrow or end it before a date."
        action={<StartLink />}
      />
      <PeopleTabs account={account} />
      <ReviewList first={first} asked={asked} />
    </div>
  );
}
