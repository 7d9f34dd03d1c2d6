import type { Metadata } from "next";
import { NotCompliantList } from "@/components/policy/not-compliant-list";
import { SecurityTabs } from "@/components/policy/security-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { listNotCompliant } from "@/lib/policy/list-not-compliant";
import { remind } from "../actions";

export const metadata: Metadata = { title: "Not yet compliant" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const { search } = await searchParams;
  const asked = typeof search === "string" ? search.slice(0, 120) : "";
  const first = await ask(account, listNotCompliant, { search: asked });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Not yet compliant"
        description="Members who do not have what the security policy asks for, now or from its date on."
      />
      <SecurityTabs account={account} />
      <NotCompliantList first={first} asked={asked} remind={remind} />
    </div>
  );
}
