"use client";

import { FileUp, Plus } from "lucide-react";
import { RecentWork } from "@/components/bulk/recent-work";
import { DeviceList } from "@/components/devices/device-list";
import type { FirstDevices } from "@/components/devices/use-device-page";
import { useViewer } from "@/components/shell/viewer";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { bulkActions } from "../bulk/bulk-actions";

export function Devices({
  first,
  group,
}: {
  first: FirstDevices;
  group: { id: string; name: string } | null;
}) {
  const { account, can } = useViewer();
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Devices"
        action={
          can("device.register") && (
            <>
              <LinkButton href={`/${account.slug}/devices/import`} icon={<FileUp />}>
                Import
              </LinkButton>
              <LinkButton href={`/${account.slug}/devices/register`} variant="primary" icon={<Plus />}>
                Register a device
              </LinkButton>
            </>
          )
        }
      />
      <DeviceList first={first} group={group} bulk={bulkActions} />
      <RecentWork />
    </div>
  );
}
