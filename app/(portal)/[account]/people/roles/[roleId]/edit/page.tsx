import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { EditRole } from "@/components/roles/edit-role";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { currentViewer } from "@/lib/operation/viewer";
import { getRole } from "@/lib/roles/get-role";
import { change } from "../../actions";

export const metadata: Metadata = { title: "Change a role" };

export default async function Page({ params }: { params: Promise<{ account: string; roleId: string }> }) {
  const { account, roleId } = await params;
  const { permissions } = await currentViewer(account);
  if (!permissions["role.manage"]) forbidden();
  const role = await ask(account, getRole, { roleId });
  if (role.builtIn || role.deletedAt) notFound();
  const roles = `/${account}/people/roles`;
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs
        items={[
          { label: "Roles", href: roles },
          { label: role.name, href: `${roles}/${role.id}` },
          { label: "Change" },
        ]}
      />
      <PageHeader
        title={`Change ${role.name}`}
        description="For everybody who has it, with their next request."
      />
      <EditRole role={role} change={change} />
    </div>
  );
}
