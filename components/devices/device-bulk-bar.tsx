"use client";

import { useState } from "react";
import type { BulkActions } from "@/components/bulk/bulk-actions";
import { BulkDialog } from "@/components/bulk/bulk-dialog";
import { bulkWords } from "@/components/bulk/bulk-words";
import { CredentialsDialog } from "@/components/bulk/credentials-dialog";
import { DownloadDialog } from "@/components/credentials/download-dialog";
import { useViewer } from "@/components/shell/viewer";
import type { Selection } from "@/components/table/column";
import { Button } from "@/components/ui/button";
import type { Permission } from "@/lib/access/permissions";
import type { BulkKind } from "@/lib/bulk/kinds";
import type { DeviceFilterInput } from "@/lib/devices/device-filters";

const offered: [BulkKind, Permission][] = [
  ["add_to_group", "group.assign"],
  ["remove_from_group", "group.assign"],
  ["activate", "device.activate"],
  ["suspend", "device.suspend"],
  ["resume", "device.suspend"],
  ["isolate", "device.isolate"],
  ["release", "device.isolate"],
  ["generate_credentials", "credential.generate"],
  ["rotate_credentials", "credential.generate"],
];

/** Whoever holds none of these has nothing to select devices for. */
export const bulkPermissions = [
  ...new Set<Permission>([...offered.map(([, permission]) => permission), "credential.reveal"]),
];

/** What the viewer may do with the selected devices; stands in the list's bulk bar. */
export function DeviceBulkBar({
  count,
  selection,
  matching,
  group,
  actions,
}: {
  count: number;
  selection: Selection;
  /** what the list is filtered by: meant when all that match are selected */
  matching: DeviceFilterInput;
  /** the list is that of one group */
  group?: { id: string; name: string };
  actions: BulkActions;
}) {
  const { can } = useViewer();
  const [kind, setKind] = useState<BulkKind>();
  const [downloading, setDownloading] = useState(false);
  return (
    <>
      {offered
        .filter(([, permission]) => can(permission))
        .map(([each]) => (
          <Button key={each} size="sm" onClick={() => setKind(each)}>
            {each === "remove_from_group" && group ? "Remove from this group" : bulkWords[each].button}
          </Button>
        ))}
      {can("credential.reveal") && (
        <Button size="sm" onClick={() => setDownloading(true)}>
          Download credentials
        </Button>
      )}
      {downloading && (
        <DownloadDialog
          what={selection.all ? { matching } : { deviceIds: [...selection.keys] }}
          actions={actions.download}
          onClose={() => setDownloading(false)}
        />
      )}
      {(kind === "generate_credentials" || kind === "rotate_credentials") && (
        <CredentialsDialog
          kind={kind}
          count={count}
          selection={selection.all ? { matching } : { deviceIds: [...selection.keys] }}
          actions={actions}
          onClose={() => setKind(undefined)}
        />
      )}
      {kind && kind !== "generate_credentials" && kind !== "rotate_credentials" && (
        <BulkDialog
          kind={kind}
          count={count}
          selection={selection.all ? { matching } : { deviceIds: [...selection.keys] }}
          group={kind === "remove_from_group" ? group : undefined}
          actions={actions}
          onClose={() => setKind(undefined)}
        />
      )}
    </>
  );
}
