import type { DeviceRow } from "@/lib/devices/device-row";
import type { Column } from "../table/column";
import { Bytes } from "../ui/bytes";
import { Identifier } from "../ui/identifier";
import { RelativeTime } from "../ui/relative-time";
import { sayBytes } from "../ui/say-bytes";
import { identifierWords, kindWords, mainIdentifier } from "./device-words";
import { GroupChips } from "./group-chips";
import { OnlineStatus } from "./online-status";
import { StateBadge } from "./state-badge";

const none = <span className="text-ink-faint">–</span>;

function identifier(name: "imsi" | "msisdn" | "imei" | "eid" | "joinEui", width: number): Column<DeviceRow> {
  return {
    key: name,
    header: identifierWords[name],
    width,
    hidden: true,
    cell: (device) =>
      device[name] ? <Identifier value={device[name]} label={identifierWords[name]} max={22} /> : none,
  };
}

/** searching: what is searched for comes by how well it matches, so nothing sorts it. */
export function deviceColumns(account: string, searching: boolean): Column<DeviceRow>[] {
  return [
    { key: "label", header: "Device", cell: (device) => device.label, sortable: !searching },
    {
      key: "online",
      header: "Presence",
      width: 172,
      cell: (device) => (
        <OnlineStatus online={device.online} since={device.onlineSince} lastHeardAt={device.lastHeardAt} />
      ),
    },
    {
      key: "state",
      header: "State",
      width: 166,
      cell: (device) => <StateBadge state={device.state} isolated={device.isolated} />,
    },
    {
      key: "identifier",
      header: "Identifier",
      width: 180,
      cell: (device) => {
        const main = mainIdentifier(device);
        return main ? <Identifier value={main.value} label={main.name} max={20} /> : none;
      },
    },
    { key: "kind", header: "Kind", width: 85, cell: (device) => kindWords[device.kind] },
    {
      key: "groups",
      header: "Groups",
      width: 170,
      cell: (device) =>
        device.groups.length > 0 ? <GroupChips groups={device.groups} base={`/${account}/groups`} /> : none,
    },
    {
      key: "usage",
      header: "This month",
      width: 100,
      align: "end",
      cell: (device) =>
        device.usage ? (
          <span title={`${sayBytes(device.usage.downBytes)} down, ${sayBytes(device.usage.upBytes)} up`}>
            <Bytes value={device.usage.downBytes + device.usage.upBytes} />
          </span>
        ) : (
          none
        ),
    },
    {
      key: "heard",
      header: "Last heard",
      width: 110,
      hidden: true,
      cell: (device) => (device.lastHeardAt ? <RelativeTime at={device.lastHeardAt} /> : none),
    },
    {
      key: "address",
      header: "IP address",
      width: 140,
      hidden: true,
      cell: (device) =>
        device.framedIp && device.online ? <Identifier value={device.framedIp} label="IP address" /> : none,
    },
    {
      key: "newest",
      header: "Added",
      width: 110,
      sortable: !searching,
      hidden: true,
      cell: (device) => <RelativeTime at={device.createdAt} />,
    },
    identifier("imsi", 170),
    identifier("msisdn", 150),
    identifier("imei", 170),
    identifier("eid", 230),
    identifier("joinEui", 170),
  ];
}
