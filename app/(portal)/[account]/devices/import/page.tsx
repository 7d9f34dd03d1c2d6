import type { Metadata } from "next";
import { RecentImports } from "@/components/imports/recent-imports";
import { UploadFile } from "@/components/imports/upload-file";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { listImports } from "@/lib/imports/list-imports";
import { ask } from "@/lib/operation/ask";
import { start } from "./actions";

export const metadata: Metadata = { title: "Import devices" };

export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params;
  const recent = await ask(account, listImports, {});
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Import" }]} />
      <PageHeader
        title="Import devices"
        description="Every row is checked first. If one is wrong, nothing is registered and you get the list."
      />
      <UploadFile start={start} />
      <RecentImports first={recent} />
    </div>
  );
}
