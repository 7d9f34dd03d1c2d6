import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { InviteFlow } from "@/components/people/invite-flow";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { currentViewer } from "@/lib/operation/viewer";
import { prepareInvitation } from "@/lib/people/prepare-invitation";
import { listRoles } from "@/lib/roles/list-roles";
import { invite, lookUp } from "../actions";

export const metadata: Metadata = { title: "Invite a person" };

export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params;
  const { permissions } = await currentViewer(account);
  if (!permissions["member.invite"]) forbidden();
  const [{ roles }, prepared] = await Promise.all([
    ask(account, listRoles, {}),
    ask(account, prepareInvitation, {}),
  ]);
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Invite a person" }]} />
      <PageHeader
        title="Invite a person"
        description="A mail goes out with a link that works once. Access begins when it is accepted."
        action={<LinkButton href={`/${account}/people/invite/import`}>Invite many from a file</LinkButton>}
      />
      <InviteFlow roles={roles} prepared={prepared} invite={invite} lookUp={lookUp} />
    </div>
  );
}
