import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { InviteForm } from "@/components/people/invite-form";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { currentViewer } from "@/lib/operation/viewer";
import { listRoles } from "@/lib/roles/list-roles";
import { invite } from "../actions";

export const metadata: Metadata = { title: "Invite a person" };

export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params;
  const { permissions } = await currentViewer(account);
  if (!permissions["member.invite"]) forbidden();
  const { roles } = await ask(account, listRoles, {});
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Invite a person" }]} />
      <PageHeader
        title="Invite a person"
        description="A mail goes out with a link that works once. Access begins when it is accepted."
      />
      <InviteForm roles={roles} invite={invite} />
    </div>
  );
}
