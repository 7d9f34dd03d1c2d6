"use client";

import { Boxes } from "lucide-react";
import { useViewer } from "../shell/viewer";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { useDevice } from "./device-provider";

/** The groups this viewer may see the device in. */
export function GroupList() {
  const { account, can } = useViewer();
  const { groups } = useDevice();
  if (groups.length === 0)
    return (
      <Panel>
        <EmptyState icon={<Boxes />} title="In no group">
          {can("group.assign")
            ? "Select the device in the list to put it into a group."
            : "Groups carry access and thresholds. Somebody who may assign groups can put this device into one."}
        </EmptyState>
      </Panel>
    );
  return (
    <Panel title="Groups" description="Whoever holds a role for one of these reaches this device." flush>
      <ul className="divide-y divide-line text-sm">
        {groups.map((group) => (
          <li key={group.id} className="flex min-h-row items-center justify-between gap-4 px-4 py-1.5">
            <span className="flex min-w-0 items-center gap-2">
              <TextLink href={`/${account.slug}/groups/${group.id}`} className="truncate">
                {group.name}
              </TextLink>
              {group.byRule && <Badge>By rule</Badge>}
            </span>
            <TextLink href={`/${account.slug}/devices?group=${group.id}`} className="shrink-0 text-xs">
              Its devices
            </TextLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
