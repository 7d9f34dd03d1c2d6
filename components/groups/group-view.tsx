"use client";

import { useQuery } from "@tanstack/react-query";
import type { BulkActions } from "@/components/bulk/bulk-actions";
import { ChangeGroup } from "@/components/groups/change-group";
import type { GroupActions } from "@/components/groups/group-actions";
import { GroupDevices } from "@/components/groups/group-devices";
import { PasteDevices } from "@/components/groups/paste-devices";
import { RemoveGroup } from "@/components/groups/remove-group";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import type { DevicePage } from "@/lib/devices/list-devices";
import type { getGroup } from "@/lib/groups/get-group";

type Group = OutputOf<typeof getGroup>;

export function GroupView({
  first,
  devices,
  actions,
  bulk,
}: {
  first: Group;
  /** null where the viewer sees the group but not its devices */
  devices: DevicePage | null;
  actions: GroupActions;
  bulk: BulkActions;
}) {
  const { account, can } = useViewer();
  const route = `/api/accounts/${account.slug}/groups`;
  const { data: group } = useQuery({
    queryKey: ["groups", "one", account.id, first.id],
    queryFn: ({ signal }) => fetchJson<Group>(`${route}/one`, { groupId: first.id }, signal),
    initialData: first,
  });
  const { data: online } = useQuery({
    queryKey: ["devices", "online", account.id, [first.id]],
    queryFn: ({ signal }) =>
      fetchJson<Record<string, number>>(`${route}/online`, { groupId: [first.id] }, signal),
    enabled: group.may.viewDevices,
  });
  const count = online?.[group.id];
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: group.name }]} />
      <PageHeader
        title={group.name}
        status={
          count !== undefined && (
            <Status tone={count > 0 ? "ok" : "quiet"}>
              {count.toLocaleString("en-GB")} of {group.deviceCount.toLocaleString("en-GB")} online
            </Status>
          )
        }
        description={group.description}
        action={
          <>
            {can("member.view") && (
              <LinkButton href={`/${account.slug}/people?group=${group.id}`} variant="ghost">
                Who has access
              </LinkButton>
            )}
            {group.may.change && <ChangeGroup group={group} actions={actions} />}
            {group.may.change && <RemoveGroup group={group} actions={actions} />}
            {group.may.assign && <PasteDevices group={group} actions={actions} />}
          </>
        }
      />
      {group.ruleWords && (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <Badge>Fills itself</Badge>
          <span>{group.ruleWords}</span>
          <span className="text-ink-muted">
            Devices come in and leave as they change. Nobody puts them here by hand.
          </span>
        </p>
      )}
      {devices ? (
        <GroupDevices group={group} first={devices} actions={bulk} />
      ) : (
        <EmptyState title={`${group.deviceCount.toLocaleString("en-GB")} devices`}>
          You may see this group, but not its devices.
        </EmptyState>
      )}
    </div>
  );
}
