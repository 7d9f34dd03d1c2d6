"use client";

import { DataTable } from "../table/data-table";
import { PageHeader } from "../ui/page-header";
import { Skeleton } from "../ui/skeleton";
import { deviceColumns } from "./device-columns";

const columns = deviceColumns("", false);

/** The list's own shape before its devices are there. */
export function ListSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title="Devices" />
      <DataTable
        caption="Devices"
        columns={columns}
        rows={[]}
        rowKey={() => ""}
        loading
        skeletonRows={12}
        toolbar={<Skeleton className="h-control-sm w-64" />}
      />
    </div>
  );
}
