import type { Metadata } from "next";
import { CreateGroupLink, GroupList } from "@/components/groups/group-list";
import { PageHeader } from "@/components/ui/page-header";
import { listGroups } from "@/lib/groups/list-groups";
import { ask } from "@/lib/operation/ask";

export const metadata: Metadata = { title: "Groups" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const { search, cursor } = await searchParams;
  const asked = {
    search: typeof search === "string" ? search.slice(0, 80) : "",
    cursor: typeof cursor === "string" ? cursor : "",
  };
  const first = await ask(account, listGroups, { search: asked.search, cursor: asked.cursor || undefined });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Groups"
        description="Sets of devices. Access is given by group."
        action={<CreateGroupLink />}
      />
      <GroupList first={first} asked={asked} />
    </div>
  );
}
