"use client";

import { Activity } from "lucide-react";
import type { ReactNode } from "react";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";

interface PlatformEvent {
  id: string;
  at: string;
  actor: string;
  said: string;
  outcome: "done" | "refused" | "failed";
  target: string | null;
  address: string | null;
}

const outcomes = {
  done: <Status tone="ok">Done</Status>,
  refused: <Status tone="bad">Refused</Status>,
  failed: <Status tone="warn">Failed</Status>,
};

const columns: Column<PlatformEvent>[] = [
  { key: "at", header: "When", width: 120, cell: (row) => <RelativeTime at={row.at} /> },
  { key: "actor", header: "Who", width: 170, cell: (row) => row.actor },
  { key: "said", header: "What", width: 220, cell: (row) => row.said },
  { key: "target", header: "To what", width: 170, cell: (row) => row.target ?? "" },
  { key: "outcome", header: "Outcome", width: 110, cell: (row) => outcomes[row.outcome] },
  {
    key: "address",
    header: "From",
    width: 140,
    cell: (row) => <span className="identifier">{row.address ?? ""}</span>,
  },
];

export function EventTable({
  rows,
  filtered,
  toolbar,
  pagination,
}: {
  rows: PlatformEvent[];
  filtered: boolean;
  toolbar: ReactNode;
  pagination: ReactNode;
}) {
  return (
    <DataTable
      caption="Activity"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      noun={{ one: "event", many: "events" }}
      toolbar={toolbar}
      pagination={pagination}
      filtered={filtered}
      empty={
        <EmptyState icon={<Activity />} title="Nothing has happened yet">
          Sign-ins and what the provider does appear here.
        </EmptyState>
      }
      filteredEmpty={
        <EmptyState
          icon={<Activity />}
          title="Nothing with this outcome"
          action={<LinkButton href="/provider/activity">Show every outcome</LinkButton>}
        >
          Other outcomes may be there.
        </EmptyState>
      }
    />
  );
}
