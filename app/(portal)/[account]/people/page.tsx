import type { Metadata } from "next";
import { InviteLink, PeopleList } from "@/components/people/people-list";
import { PeopleTabs } from "@/components/people/people-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { listGrantableGroups } from "@/lib/people/list-grantable-groups";
import { listMembers } from "@/lib/people/list-members";
import { listRoles } from "@/lib/roles/list-roles";
import { renew, takeBack } from "./actions";

export const metadata: Metadata = { title: "People" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const asked = readFilters(await searchParams);
  const [first, { roles }] = await Promise.all([
    ask(account, listMembers, asked),
    ask(account, listRoles, {}),
  ]);
  // the list refused a group out of sight, so whoever comes here with one may see groups
  const groups = asked.group ? (await ask(account, listGrantableGroups, {})).groups : [];
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="People"
        description="Who may see and do what in this account."
        action={<InviteLink />}
      />
      <PeopleTabs account={account} />
      <PeopleList
        first={first}
        asked={asked}
        roles={roles}
        group={groups.find((group) => group.id === asked.group) ?? null}
        actions={{ renew, takeBack }}
      />
    </div>
  );
}

/** The filters the list knows; anything else in the address is not ours. A word that is not one of them filters nothing. */
function readFilters(search: Record<string, string | string[] | undefined>) {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const status = (["active", "invited", "upcoming", "ended"] as const).find((each) => each === one("status"));
  const factor = (["none", "required"] as const).find((each) => each === one("factor"));
  const [text, role, group] = [one("search")?.slice(0, 120), one("role"), one("group")];
  return {
    ...(text ? { search: text } : {}),
    ...(role ? { role } : {}),
    ...(group ? { group } : {}),
    ...(status ? { status } : {}),
    ...(factor ? { factor } : {}),
  };
}
