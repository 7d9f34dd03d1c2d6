"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { Bytes } from "../ui/bytes";
import { EmptyState } from "../ui/empty-state";
import { Identifier } from "../ui/identifier";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";

interface UnknownSession {
  sessionKey: string;
  run: number;
  gateway: string;
  imsi: string | null;
  msisdn: string | null;
  userName: string | null;
  imei: string | null;
  nas: string;
  framedIp: string | null;
  lastHeardAt: string;
  stoppedAt: string | null;
  upBytes: number;
  downBytes: number;
}

const identifier = (value: string | null, label: string) =>
  value ? <Identifier value={value} label={label} /> : <span className="text-ink-faint">None</span>;

const columns: Column<UnknownSession>[] = [
  { key: "imsi", header: "IMSI", width: 190, cell: (row) => identifier(row.imsi, "IMSI") },
  { key: "msisdn", header: "MSISDN", width: 170, cell: (row) => identifier(row.msisdn, "MSISDN") },
  { key: "user", header: "User name", width: 180, cell: (row) => identifier(row.userName, "user name") },
  { key: "imei", header: "IMEI", width: 190, hidden: true, cell: (row) => identifier(row.imei, "IMEI") },
  {
    key: "heard",
    header: "Last heard",
    width: 170,
    cell: (row) => (
      <Status tone={row.stoppedAt ? "quiet" : "ok"}>
        <RelativeTime at={row.lastHeardAt} />
      </Status>
    ),
  },
  { key: "up", header: "Sent", width: 100, align: "end", cell: (row) => <Bytes value={row.upBytes} /> },
  {
    key: "down",
    header: "Received",
    width: 100,
    align: "end",
    cell: (row) => <Bytes value={row.downBytes} />,
  },
  { key: "ip", header: "IP address", width: 150, cell: (row) => identifier(row.framedIp, "IP address") },
  { key: "nas", header: "NAS", width: 150, cell: (row) => row.nas },
  { key: "gateway", header: "Gateway", width: 150, cell: (row) => row.gateway },
];

export function UnknownTable({ rows, pagination }: { rows: UnknownSession[]; pagination: ReactNode }) {
  return (
    <DataTable
      caption="Data sessions of unknown devices"
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.sessionKey} ${row.run}`}
      noun={{ one: "session", many: "sessions" }}
      pagination={pagination}
      empty={
        <EmptyState icon={<CircleCheck />} title="Every device on the network is known">
          Data sessions of devices that no account has registered appear here, counted to the octet.
        </EmptyState>
      }
    />
  );
}
