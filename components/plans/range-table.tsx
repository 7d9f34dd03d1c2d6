"use client";

import { EllipsisVertical, Plus, Trash2, Waypoints } from "lucide-react";
import type { listPlans } from "@/lib/plans/list-plans";
import type { OutputOf } from "../shell/operation-types";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { Button } from "../ui/button";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";

export type ShownRange = OutputOf<typeof listPlans>["ranges"][number];

const columns: Column<ShownRange>[] = [
  { key: "range", header: "Range", cell: ({ range }) => <span className="identifier">{range}</span> },
  { key: "account", header: "Account", width: 280, cell: ({ account }) => account.name },
];

export function RangeTable({
  ranges,
  onAdd,
  onRemove,
}: {
  ranges: ShownRange[];
  onAdd: () => void;
  onRemove: (range: ShownRange) => void;
}) {
  return (
    <section className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="font-semibold text-base">Address ranges</h2>
          <p className="text-ink-muted text-sm">
            From which an account gives its devices addresses of their own. No two meet.
          </p>
        </div>
        <Button icon={<Plus />} onClick={onAdd}>
          Add a range
        </Button>
      </header>
      <DataTable
        caption="Address ranges"
        columns={columns}
        rows={ranges}
        rowKey={({ range }) => range}
        noun={{ one: "range", many: "ranges" }}
        rowAction={(range) => (
          <DropdownMenu
            trigger={<IconButton label={`What to do with ${range.range}`} icon={<EllipsisVertical />} />}
          >
            <MenuItem icon={<Trash2 />} danger onSelect={() => onRemove(range)}>
              Remove
            </MenuItem>
          </DropdownMenu>
        )}
        empty={
          <EmptyState icon={<Waypoints />} title="No ranges yet">
            Without, no device has an address of its own, and the network chooses one.
          </EmptyState>
        }
      />
    </section>
  );
}
