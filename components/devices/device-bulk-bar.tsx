"use client";

import { useState } from "react";
import type { BulkActions } from "@/components/bulk/bulk-actions";
import { BulkDialog } from "@/components/bulk/bulk-dialog";
import { bulkWords } from "@/components/bulk/bulk-words";
import { useViewer } from "@/components/shell/viewer";
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
];

/** Devices one by one, or all that a list's filters leave. */
export type SelectedDevices = { ids: string[] } | { allMatching: DeviceFilterInput; count: number };

/** What the viewer may do with the selected devices; stands in the list's bulk bar. */
export function DeviceBulkBar({
  selection,
  group,
  actions,
}: {
  selection: SelectedDevices;
  /** the list is that of one group */
  group?: { id: string; name: string };
  actions: BulkActions;
}) {
  const { can } = useViewer();
  const [kind, setKind] = useState<BulkKind>();
  const one = "ids" in selection;
  return (
    <>
      {offered
        .filter(([, permission]) => can(permission))
        .map(([each]) => (
          <Button key={each} size="sm" onClick={() => setKind(each)}>
            {each === "remove_from_group" && group ? "Remove from this group" : bulkWords[each].button}
          </Button>
        ))}
      {kind && (
        <BulkDialog
          kind={kind}
          count={one ? selection.ids.length : selection.count}
          selection={one ? { deviceIds: selection.ids } : { matching: selection.allMatching }}
          group={kind === "remove_from_group" ? group : undefined}
          actions={actions}
          onClose={() => setKind(undefined)}
        />
      )}
    </>
  );
}
