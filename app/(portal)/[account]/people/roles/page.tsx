import type { Metadata } from "next";
import { PeopleTabs } from "@/components/people/people-tabs";
import { RoleCards } from "@/components/roles/role-cards";
import { CreateRoleLink } from "@/components/roles/role-frame";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { listRoles } from "@/lib/roles/list-roles";

export const metadata: Metadata = { title: "Roles" };

export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params;
  const { roles } = await ask(account, listRoles, {});
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Roles"
        description="What a grant gives. Where it holds is said in the grant."
        action={<CreateRoleLink />}
      />
      <PeopleTabs account={account} />
      <RoleCards account={account} roles={roles} />
    </div>
  );
}
