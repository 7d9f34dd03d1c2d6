import type { Metadata } from "next";
import { PeopleTabs } from "@/components/people/people-tabs";
import { RequestList } from "@/components/people/request-list";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { listRequests } from "@/lib/people/list-requests";

export const metadata: Metadata = { title: "Requests" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const states = ["open", "granted", "refused", "void", "all"] as const;
const kinds = ["permission", "extension"] as const;

export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const search = await searchParams;
  const text = typeof search.search === "string" ? search.search.slice(0, 120) : "";
  const state = states.find((each) => each === search.state);
  const kind = kinds.find((each) => each === search.kind);
  const asked = { ...(text ? { search: text } : {}), ...(state ? { state } : {}), ...(kind ? { kind } : {}) };
  const first = await ask(account, listRequests, asked);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Requests"
        description="What members ask for. Whoever holds it, and gives grants, can decide."
      />
      <PeopleTabs account={account} />
      <RequestList first={first} asked={asked} />
    </div>
  );
}
