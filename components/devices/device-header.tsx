"use client";

import { useState } from "react";
import { PageCrumbs } from "../shell/page-crumbs";
import { useViewer } from "../shell/viewer";
import { Identifier } from "../ui/identifier";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";
import { ActionResultBanner, type Done } from "./action-result";
import { DeviceActions, type DeviceDeeds } from "./device-actions";
import { useDevice } from "./device-provider";
import { kindWords, mainIdentifier } from "./device-words";
import { OnlineStatus } from "./online-status";
import { StateBadge } from "./state-badge";

/** Who it is, how it is, and what this viewer may do to it. */
export function DeviceHeader({ actions }: { actions: DeviceDeeds }) {
  const { account, can } = useViewer();
  const device = useDevice();
  const [done, setDone] = useState<Done | null>(null);
  const base = `/${account.slug}/devices/${device.id}`;
  const main = mainIdentifier(device);
  return (
    <div className="flex flex-col gap-4">
      <PageCrumbs items={[{ label: device.label }]} />
      <PageHeader
        title={device.label}
        status={
          <>
            <StateBadge state={device.state} isolated={device.isolated} />
            <span className="text-sm">
              <OnlineStatus
                online={device.online}
                since={device.onlineSince}
                lastHeardAt={device.lastHeardAt}
              />
            </span>
          </>
        }
        description={
          <span className="flex flex-wrap items-center gap-x-3">
            {kindWords[device.kind]}
            {main && (
              <span className="inline-flex items-center gap-1.5">
                {main.name} <Identifier value={main.value} label={main.name} max={32} />
              </span>
            )}
          </span>
        }
        action={<DeviceActions device={device} deeds={actions} onDone={setDone} />}
      />
      {done && <ActionResultBanner done={done} deviceId={device.id} onDismiss={() => setDone(null)} />}
      <Tabs
        label="Device"
        items={[
          { href: base, label: "Overview", exact: true },
          ...(device.usage
            ? [
                { href: `${base}/sessions`, label: "Sessions" },
                { href: `${base}/usage`, label: "Usage" },
              ]
            : []),
          { href: `${base}/containment`, label: "Containment" },
          { href: `${base}/groups`, label: "Groups", count: device.groups.length },
          ...(can("credential.view") ? [{ href: `${base}/credentials`, label: "Credentials" }] : []),
          ...(can("member.view") ? [{ href: `${base}/access`, label: "Who can reach it" }] : []),
          { href: `${base}/history`, label: "History" },
        ]}
      />
    </div>
  );
}
