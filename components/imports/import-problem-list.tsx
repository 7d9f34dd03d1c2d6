"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, useQueryState } from "nuqs";
import { fetchJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Pagination } from "@/components/ui/pagination";
import type { ImportProblems } from "@/lib/imports/list-import-problems";

type Problem = ImportProblems["problems"][number];

const noun = { one: "problem", many: "problems" };

const columns: Column<Problem>[] = [
  { key: "problem", header: "What is wrong", cell: (row) => row.problem },
  {
    key: "line",
    header: "Line",
    width: 90,
    align: "end",
    cell: (row) => <span className="tabular-nums">{row.line.toLocaleString("en-GB")}</span>,
  },
  { key: "field", header: "Column", width: 110, cell: (row) => row.field },
  {
    key: "value",
    header: "In the file",
    width: 260,
    cell: (row) => <span className="identifier">{row.value}</span>,
  },
];

export function ImportProblemList({ importId, first }: { importId: string; first: ImportProblems }) {
  const { account } = useViewer();
  const [after] = useQueryState("after", parseAsInteger.withDefault(0));
  const query = useQuery({
    queryKey: ["imports", "problems", importId, after],
    queryFn: ({ signal }) =>
      fetchJson<ImportProblems>(
        `/api/accounts/${account.slug}/imports/problems`,
        { importId, after },
        signal,
      ),
    initialData: after === first.from && first.problems.length > 0 ? first : undefined,
    placeholderData: (before) => before,
  });
  const page = query.data;
  const address = (to: number | null | undefined) =>
    to === null || to === undefined ? undefined : `/${account.slug}/devices/import/${importId}?after=${to}`;
  return (
    <DataTable
      caption="What is wrong, line by line"
      noun={noun}
      columns={columns}
      rows={page?.problems ?? []}
      rowKey={(row) => String(row.position)}
      loading={query.isPending}
      pagination={
        page && (
          <Pagination
            from={page.from + 1}
            to={page.from + page.problems.length}
            total={page.total}
            previousHref={address(page.previous)}
            nextHref={address(page.next)}
            noun={noun}
          />
        )
      }
    />
  );
}
