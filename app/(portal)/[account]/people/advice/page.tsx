import type { Metadata } from "next";
import { type AdviceFilter, AdvicePage } from "@/components/advice/advice-page";
import { isKind } from "@/components/advice/finding-words";
import { PeopleTabs } from "@/components/people/people-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { listAdvice } from "@/lib/advice/list-advice";
import { ask } from "@/lib/operation/ask";
import { listRoles } from "@/lib/roles/list-roles";
import { change, remove, revoke } from "../actions";
import { dismiss, restore } from "./actions";

export const metadata: Metadata = { title: "Least privilege" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const asked = readFilter(await searchParams);
  const { kind, ...others } = asked;
  const [first, { roles }] = await Promise.all([
    ask(account, listAdvice, { ...others, ...(isKind(kind) ? { kind } : {}) }),
    ask(account, listRoles, {}),
  ]);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="People"
        description="What could be taken away without anybody missing it, and what leaves more open than is needed."
      />
      <PeopleTabs account={account} />
      <AdvicePage
        first={first}
        asked={asked}
        roles={roles}
        actions={{ change, revoke, remove, dismiss, restore }}
      />
    </div>
  );
}

/** The filters of this page; anything else in the address is not ours. */
function readFilter(search: Record<string, string | string[] | undefined>): AdviceFilter {
  const { kind, search: text, dismissed } = search;
  return {
    ...(typeof kind === "string" && isKind(kind) ? { kind } : {}),
    ...(typeof text === "string" && text ? { search: text.slice(0, 120) } : {}),
    ...(dismissed === "true" ? { dismissed: "true" as const } : {}),
  };
}
