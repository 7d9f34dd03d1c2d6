"use client";

import { Cable } from "lucide-react";
import type { SessionPage } from "@/lib/devices/list-sessions";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { Button } from "../ui/button";
import { Bytes } from "../ui/bytes";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { ExactTime } from "../ui/exact-time";
import { Identifier } from "../ui/identifier";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";
import { useDevice } from "./device-provider";
import { OlderButton } from "./older-button";
import { sayLength } from "./say-length";
import { useOlder } from "./use-older";

type Session = SessionPage["sessions"][number];
const none = <span className="text-ink-faint">–</span>;

const columns: Column<Session>[] = [
  { key: "started", header: "Started", cell: (session) => <ExactTime at={session.startedAt} /> },
  {
    key: "ended",
    header: "Ended",
    width: 190,
    cell: (session) =>
      session.stoppedAt ? (
        <span title={session.stopCause ?? undefined}>
          <RelativeTime at={session.stoppedAt} />
          {session.stopCause && <span className="text-ink-muted"> {session.stopCause}</span>}
        </span>
      ) : (
        <Status tone="ok">Open</Status>
      ),
  },
  {
    key: "length",
    header: "Length",
    width: 100,
    align: "end",
    cell: (session) =>
      sayLength(Date.parse(session.stoppedAt ?? session.lastHeardAt) - Date.parse(session.startedAt)),
  },
  {
    key: "down",
    header: "Down",
    width: 100,
    align: "end",
    cell: (session) => <Bytes value={session.downBytes} />,
  },
  { key: "up", header: "Up", width: 100, align: "end", cell: (session) => <Bytes value={session.upBytes} /> },
  {
    key: "address",
    header: "IP address",
    width: 160,
    cell: (session) => (session.framedIp ? <Identifier value={session.framedIp} label="IP address" /> : none),
  },
  { key: "apn", header: "APN", width: 130, cell: (session) => session.apn ?? none },
  { key: "rat", header: "Radio", width: 90, cell: (session) => session.rat ?? none },
  { key: "nas", header: "NAS", width: 150, cell: (session) => session.nas },
  {
    key: "imei",
    header: "IMEI",
    width: 170,
    hidden: true,
    cell: (session) => (session.imei ? <Identifier value={session.imei} label="IMEI" /> : none),
  },
];

export function SessionList() {
  const device = useDevice();
  const query = useOlder<SessionPage>(device.id, "sessions");
  return (
    <div className="flex flex-col gap-3">
      <DataTable
        caption="Data sessions"
        columns={columns}
        rows={query.data?.pages.flatMap((page) => page.sessions) ?? []}
        rowKey={(session) => session.id}
        version={(session) => `${session.upBytes} ${session.downBytes} ${session.stoppedAt}`}
        loading={query.isPending}
        empty={
          <EmptyState icon={<Cable />} title="No sessions yet">
            A session is listed here as soon as the network reports that the device connected.
          </EmptyState>
        }
        error={
          query.error && (
            <ErrorState
              title={query.error.message}
              action={<Button onClick={() => query.refetch()}>Try again</Button>}
            />
          )
        }
      />
      <OlderButton query={query} />
    </div>
  );
}
