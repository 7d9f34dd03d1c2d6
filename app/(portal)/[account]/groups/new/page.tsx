import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { CreateGroupForm } from "@/components/groups/create-group-form";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { currentViewer } from "@/lib/operation/viewer";
import { create } from "../actions";

export const metadata: Metadata = { title: "Create a group" };

export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  const viewer = await currentViewer((await params).account);
  if (!viewer.permissions["group.manage"]) forbidden();
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Create a group" }]} />
      <PageHeader
        title="Create a group"
        description="Nobody gains access before devices are in it and a grant names it."
      />
      <CreateGroupForm create={create} />
    </div>
  );
}
