import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { ImportPeople } from "@/components/people/import-people";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { currentViewer } from "@/lib/operation/viewer";
import { checkPeople, invitePeople } from "../../actions";

export const metadata: Metadata = { title: "Invite many people" };

export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params;
  const { permissions } = await currentViewer(account);
  if (!permissions["member.invite"]) forbidden();
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs
        items={[{ label: "Invite a person", href: `/${account}/people/invite` }, { label: "From a file" }]}
      />
      <PageHeader
        title="Invite many people"
        description="One line per person. Everything is checked before anything is sent."
      />
      <ImportPeople check={checkPeople} send={invitePeople} />
    </div>
  );
}
