"use client";

import { Building2, EllipsisVertical, Network, Pencil, Trash2, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Plan } from "@/lib/plans/list-plans";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";

const cut = (text: string): ReactNode => (
  <span className="identifier block truncate" title={text}>
    {text}
  </span>
);

const seconds = (value: number | null) => value !== null && `${value.toLocaleString("en-GB")} s`;

const columns: Column<Plan>[] = [
  { key: "name", header: "Name", cell: (plan) => plan.name },
  {
    key: "pool",
    header: "Address pool",
    width: 150,
    cell: (plan) => plan.framedPool && cut(plan.framedPool),
  },
  { key: "filters", header: "Filters", width: 180, cell: (plan) => cut(plan.filterIds.join(", ")) },
  {
    key: "session",
    header: "Longest session",
    width: 130,
    align: "end",
    cell: (plan) => seconds(plan.sessionTimeout),
  },
  {
    key: "idle",
    header: "Longest idle",
    width: 120,
    align: "end",
    cell: (plan) => seconds(plan.idleTimeout),
  },
  {
    key: "interim",
    header: "Reports every",
    width: 120,
    align: "end",
    cell: (plan) => seconds(plan.interimInterval ?? 300),
  },
  {
    key: "accounts",
    header: "Accounts",
    width: 220,
    cell: ({ accounts }) => {
      const names = accounts.map(({ name }) => name).join(", ");
      return (
        <span className="block truncate" title={names}>
          {names || <span className="text-ink-muted">None yet</span>}
        </span>
      );
    },
  },
];

export function PlanTable({
  plans,
  onChange,
  onGive,
  onTake,
  onRemove,
}: {
  plans: Plan[];
  onChange: (plan: Plan) => void;
  onGive: (plan: Plan) => void;
  onTake: (plan: Plan) => void;
  onRemove: (plan: Plan) => void;
}) {
  return (
    <DataTable
      caption="Plans"
      columns={columns}
      rows={plans}
      rowKey={(plan) => plan.id}
      noun={{ one: "plan", many: "plans" }}
      rowAction={(plan) => (
        <DropdownMenu
          trigger={<IconButton label={`What to do with ${plan.name}`} icon={<EllipsisVertical />} />}
        >
          <MenuItem icon={<Pencil />} onSelect={() => onChange(plan)}>
            Change
          </MenuItem>
          <MenuItem icon={<Building2 />} onSelect={() => onGive(plan)}>
            Give to an account
          </MenuItem>
          {plan.accounts.length > 0 && (
            <MenuItem icon={<Undo2 />} onSelect={() => onTake(plan)}>
              Take from an account
            </MenuItem>
          )}
          <MenuItem icon={<Trash2 />} danger onSelect={() => onRemove(plan)}>
            Remove
          </MenuItem>
        </DropdownMenu>
      )}
      empty={
        <EmptyState icon={<Network />} title="No plans yet">
          Devices sign on without. A plan says which pool, filters and time limits they are given.
        </EmptyState>
      }
    />
  );
}
