"use client";

import { EllipsisVertical, Pencil, Plus, Router, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";
import type { ShownNas } from "./nas-form";

const columns: Column<ShownNas>[] = [
  { key: "name", header: "Name", cell: (nas) => <span className="identifier">{nas.name}</span> },
  {
    key: "addresses",
    header: "Addresses",
    width: 200,
    cell: ({ addresses }) => (
      <span className="identifier block truncate" title={addresses.join(", ")}>
        {addresses.join(", ")}
      </span>
    ),
  },
  {
    key: "group",
    header: "NAS group",
    width: 120,
    cell: ({ group }) => group && <Badge>{group}</Badge>,
  },
  { key: "disconnect", header: "Ends sessions at", width: 220, cell: (nas) => <Disconnects nas={nas} /> },
  {
    key: "secret",
    header: "Secret",
    width: 150,
    cell: ({ secretSetAt }) => secretSetAt && said("set", <RelativeTime at={secretSetAt} />),
  },
  {
    key: "rate",
    header: "Per second",
    width: 110,
    align: "end",
    cell: (nas) => nas.disconnectsPerSecond.toLocaleString("en-GB"),
  },
];

const said = (word: string, rest: ReactNode) => (
  <>
    {word} {rest}
  </>
);

function Disconnects({ nas }: { nas: ShownNas }) {
  if (!nas.disconnectAddress || !nas.secretSetAt) return <Status tone="warn">Cannot end sessions</Status>;
  const { disconnectAddress: address, disconnectPort: port } = nas;
  return (
    <span className="identifier">
      {address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`}
    </span>
  );
}

export function NasTable({
  nases,
  onAdd,
  onChange,
  onRemove,
}: {
  nases: ShownNas[];
  onAdd: () => void;
  onChange: (nas: ShownNas) => void;
  onRemove: (nas: ShownNas) => void;
}) {
  return (
    <section className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="font-semibold text-base">NASes behind it</h2>
          <p className="text-ink-muted text-sm">
            The packet gateways and access servers that sign devices on through it.
          </p>
        </div>
        <Button icon={<Plus />} onClick={onAdd}>
          Add a NAS
        </Button>
      </header>
      <DataTable
        caption="NASes"
        columns={columns}
        rows={nases}
        rowKey={(nas) => nas.id}
        noun={{ one: "NAS", many: "NASes" }}
        rowAction={(nas) => (
          <DropdownMenu
            trigger={<IconButton label={`What to do with ${nas.name}`} icon={<EllipsisVertical />} />}
          >
            <MenuItem icon={<Pencil />} onSelect={() => onChange(nas)}>
              Change
            </MenuItem>
            <MenuItem icon={<Trash2 />} danger onSelect={() => onRemove(nas)}>
              Remove
            </MenuItem>
          </DropdownMenu>
        )}
        empty={
          <EmptyState icon={<Router />} title="No NASes yet">
            Sign-ons and accounting work without. Add each NAS, so that Cordon can end its sessions and
            credentials can be limited to its group.
          </EmptyState>
        }
      />
    </section>
  );
}
