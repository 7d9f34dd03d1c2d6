"use client";

import { useEffect, useRef } from "react";
import type { OutputOf } from "@/components/shell/operation-types";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Banner } from "@/components/ui/banner";
import type { previewPeopleImport } from "@/lib/people/import/preview-people-import";

type Checked = Extract<OutputOf<typeof previewPeopleImport>, { ok: false }>;
type Problem = Checked["problems"][number] & { position: number };

const shown = 200;

const columns: Column<Problem>[] = [
  { key: "problem", header: "What is wrong", cell: (row) => row.problem },
  {
    key: "line",
    header: "Line",
    width: 80,
    align: "end",
    cell: (row) => <span className="tabular-nums">{row.line.toLocaleString("en-GB")}</span>,
  },
  { key: "field", header: "Column", width: 130, cell: (row) => row.field },
  {
    key: "value",
    header: "In the file",
    width: 240,
    // what stands in a file may turn the direction of what follows it
    cell: (row) => <bdi className="identifier">{row.value}</bdi>,
  },
];

/** Each problem with its line, column and value. Takes the focus at each check: the button may be far below. */
export function PeopleProblems({ checked: { problems } }: { checked: Checked }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another check is another list
  useEffect(() => box.current?.focus(), [problems]);
  return (
    <div ref={box} tabIndex={-1} className="flex scroll-mt-20 flex-col gap-3 outline-none">
      <Banner
        tone="bad"
        live
        title={`${problems.length.toLocaleString("en-GB")} ${problems.length === 1 ? "thing" : "things"} to put right`}
      >
        Nothing is sent while there is a problem. Correct the lines below, or in your spreadsheet.
        {problems.length > shown && ` The first ${shown} are shown.`}
      </Banner>
      <DataTable
        caption="What is wrong, line by line"
        noun={{ one: "problem", many: "problems" }}
        columns={columns}
        rows={problems.slice(0, shown).map((problem, position) => ({ ...problem, position }))}
        rowKey={(row) => String(row.position)}
        total={problems.length}
      />
    </div>
  );
}
