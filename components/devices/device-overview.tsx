"use client";

import type { setNetwork } from "@/lib/devices/set-network";
import type { ActionOf } from "../shell/operation-types";
import { useViewer } from "../shell/viewer";
import { Bytes } from "../ui/bytes";
import { ExactTime } from "../ui/exact-time";
import { Identifier } from "../ui/identifier";
import { type KeyValue, KeyValues } from "../ui/key-values";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { useDevice } from "./device-provider";
import { identifierWords, kindWords } from "./device-words";
import { GroupChips } from "./group-chips";
import { NetworkPanel } from "./network-panel";
import { PresencePanel } from "./presence-panel";
import { UsagePanel } from "./usage-panel";

const countries = new Intl.DisplayNames("en-GB", { type: "region", fallback: "code" });

const names = ["iccid", "imsi", "msisdn", "imei", "eid", "devEui", "joinEui"] as const;

export function DeviceOverview({ setNetwork: set }: { setNetwork: ActionOf<typeof setNetwork> }) {
  const device = useDevice();
  return (
    <div className="grid gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
      <div className="flex min-w-0 flex-col gap-5">
        <PresencePanel deviceId={device.id} />
        {device.usage && <UsagePanel deviceId={device.id} />}
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <Session />
        <NetworkPanel set={set} />
        <Identity />
      </div>
    </div>
  );
}

function Session() {
  const { currentSession: session, lastHeardAt } = useDevice();
  if (!session)
    return (
      <Panel title="Current session">
        <p className="text-ink-muted text-sm">
          {lastHeardAt ? (
            <>
              None. Last heard <RelativeTime at={lastHeardAt} />.
            </>
          ) : (
            "None. The network has not heard this device yet."
          )}
        </p>
      </Panel>
    );
  const items: (KeyValue | false)[] = [
    { label: "Started", value: <ExactTime at={session.startedAt} /> },
    { label: "Last heard", value: <RelativeTime at={session.lastHeardAt} /> },
    session.framedIp !== null && {
      label: "IP address",
      value: <Identifier value={session.framedIp} label="IP address" max={40} />,
    },
    session.apn !== null && { label: "APN", value: session.apn },
    session.rat !== null && { label: "Radio", value: session.rat },
    { label: "NAS", value: session.nas },
    session.usage !== null && {
      label: "Used",
      value: (
        <>
          <Bytes value={session.usage.downBytes} /> down, <Bytes value={session.usage.upBytes} /> up
        </>
      ),
    },
  ];
  return (
    <Panel title="Current session">
      <KeyValues items={items.filter((item) => item !== false)} />
    </Panel>
  );
}

function Identity() {
  const device = useDevice();
  const { account } = useViewer();
  const items: (KeyValue | false)[] = [
    { label: "Kind", value: kindWords[device.kind] },
    ...names.map((name) => {
      const value = device[name];
      return (
        value !== null && {
          label: identifierWords[name],
          value: <Identifier value={value} label={identifierWords[name]} max={34} />,
        }
      );
    }),
    device.network !== null && {
      label: "Network",
      value: (
        <>
          <span className="identifier">{device.network}</span>
          {device.country !== null && ` · ${countries.of(device.country) ?? device.country}`}
        </>
      ),
    },
    device.groups.length > 0 && {
      label: "Groups",
      value: <GroupChips groups={device.groups} base={`/${account.slug}/groups`} />,
    },
    { label: "Added", value: <ExactTime at={device.createdAt} /> },
    device.note !== "" && {
      label: "Note",
      value: <span className="whitespace-pre-wrap">{device.note}</span>,
    },
  ];
  return (
    <Panel title="Identity">
      <KeyValues items={items.filter((item) => item !== false)} />
    </Panel>
  );
}
