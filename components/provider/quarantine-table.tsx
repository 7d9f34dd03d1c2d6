"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { EmptyState } from "../ui/empty-state";
import { RelativeTime } from "../ui/relative-time";

interface QuarantinedRecord {
  id: string;
  gateway: string;
  receivedAt: string;
  reason: string;
  record: string;
}

const columns: Column<QuarantinedRecord>[] = [
  { key: "received", header: "Received", width: 150, cell: (row) => <RelativeTime at={row.receivedAt} /> },
  { key: "reason", header: "Why", width: 280, cell: (row) => row.reason },
  { key: "gateway", header: "Gateway", width: 150, cell: (row) => row.gateway },
  {
    key: "record",
    header: "What arrived",
    width: 360,
    cell: (row) => (
      <span className="identifier block truncate text-xs" title={row.record}>
        {row.record}
      </span>
    ),
  },
];

export function QuarantineTable({ rows, pagination }: { rows: QuarantinedRecord[]; pagination: ReactNode }) {
  return (
    <DataTable
      caption="Records that could not be used"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      noun={{ one: "record", many: "records" }}
      pagination={pagination}
      empty={
        <EmptyState icon={<CircleCheck />} title="Every record could be used">
          One that cannot be read, or makes no sense, is kept here with the reason.
        </EmptyState>
      }
    />
  );
}
