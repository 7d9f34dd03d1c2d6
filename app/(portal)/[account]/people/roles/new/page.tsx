import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { CreateRole } from "@/components/roles/create-role";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { currentViewer } from "@/lib/operation/viewer";
import { getRole } from "@/lib/roles/get-role";
import { listRoles } from "@/lib/roles/list-roles";
import { create } from "../actions";

export const metadata: Metadata = { title: "Create a role" };

type Props = { params: Promise<{ account: string }>; searchParams: Promise<{ from?: string | string[] }> };

export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const { from } = await searchParams;
  const { permissions } = await currentViewer(account);
  if (!permissions["role.manage"]) forbidden();
  const { roles } = await ask(account, listRoles, {});
  const chosen = roles.find((role) => role.id === from);
  // any role tells every permission there is
  const model = await ask(account, getRole, { roleId: (chosen ?? roles[0])?.id ?? "" });
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs
        items={[{ label: "Roles", href: `/${account}/people/roles` }, { label: "Create a role" }]}
      />
      <PageHeader
        title="Create a role"
        description="A set of permissions under a name. Where it holds, and until when, is said in each grant."
      />
      <CreateRole
        from={chosen ? model : null}
        roles={roles}
        permissions={model.permissions}
        create={create}
      />
    </div>
  );
}
