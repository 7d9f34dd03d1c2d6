"use client";

import { Send } from "lucide-react";
import type { OutputOf } from "@/components/shell/operation-types";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Stat } from "@/components/ui/stat";
import type { previewPeopleImport } from "@/lib/people/import/preview-people-import";

type Checked = Extract<OutputOf<typeof previewPeopleImport>, { ok: true }>;
type Person = Checked["people"][number];

const count = (number: number) => number.toLocaleString("en-GB");
const reached = ({ count: devices, exact }: Person["devices"]) =>
  `${exact ? "" : "at most "}${count(devices)}`;

const columns: Column<Person>[] = [
  {
    key: "person",
    header: "Person",
    cell: (person) => <bdi className="truncate">{person.name || person.email}</bdi>,
  },
  {
    key: "line",
    header: "Line",
    width: 60,
    align: "end",
    hideable: true,
    cell: (person) => <span className="tabular-nums">{count(person.line)}</span>,
  },
  {
    key: "email",
    header: "E-mail",
    width: 180,
    hideable: true,
    cell: (person) => <span className="text-ink-muted">{person.email}</span>,
  },
  {
    key: "company",
    header: "Company",
    width: 150,
    hideable: true,
    hidden: true,
    cell: (person) => <bdi>{person.company}</bdi>,
  },
  {
    key: "role",
    header: "Role",
    width: 220,
    cell: (person) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate">{person.role}</span>
        {person.elevated > 0 && (
          <Badge tone="elevated" icon>
            {person.elevated} elevated
          </Badge>
        )}
      </span>
    ),
  },
  {
    key: "where",
    header: "Where",
    width: 190,
    cell: (person) => (person.groups === null ? "The whole account" : person.groups.join(", ")),
  },
  {
    key: "devices",
    header: "Devices",
    width: 85,
    align: "end",
    cell: (person) => <span className="tabular-nums">{reached(person.devices)}</span>,
  },
  {
    key: "until",
    header: "Until (UTC)",
    width: 105,
    cell: (person) =>
      person.endsAt ? (
        <time dateTime={person.endsAt} title="To the end of this day" className="tabular-nums">
          {person.endsAt.slice(0, 10)}
        </time>
      ) : (
        <span className="text-ink-muted">No end</span>
      ),
  },
  {
    key: "factor",
    header: "Second factor",
    width: 120,
    hideable: true,
    cell: (person) => (person.secondFactorRequired ? "Required" : ""),
  },
];

/** Who would be invited to what, line by line and added up; and the button that does it. */
export function PeopleReady({
  checked: { people, totals },
  pending,
  onSend,
  onBack,
}: {
  checked: Checked;
  pending: boolean;
  onSend: () => void;
  onBack: () => void;
}) {
  const many = `${count(totals.people)} ${totals.people === 1 ? "person" : "people"}`;
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        <Stat label="People" value={count(totals.people)} />
        <Stat
          label="Get elevated permissions"
          value={count(totals.elevatedPeople)}
          detail={
            totals.elevatedRoles.length > 0 ? `by ${totals.elevatedRoles.join(", ")}` : "by none of the roles"
          }
        />
        <Stat
          label="Devices reached"
          value={reached(totals.devices)}
          detail={totals.partly ? "of those that you see yourself" : "by one of them or more"}
        />
        <Stat
          label="Without an end"
          value={count(totals.withoutEnd)}
          detail={totals.withoutEnd > 0 ? "until somebody takes it away" : "all end by themselves"}
        />
      </div>
      <DataTable
        caption="Who would be invited"
        noun={{ one: "person", many: "people" }}
        columns={columns}
        rows={people}
        rowKey={(person) => String(person.line)}
        rowName={(person) => person.name || person.email}
        total={people.length}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" icon={<Send />} pending={pending} onClick={onSend}>
          Invite {many}
        </Button>
        <Button onClick={onBack} disabled={pending}>
          Choose another file
        </Button>
        <span className="text-ink-muted text-sm">All of them are invited, or nobody.</span>
      </div>
    </div>
  );
}
