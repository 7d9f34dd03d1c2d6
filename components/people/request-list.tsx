"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox, Search } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { RequestStatus } from "@/components/people/request-status";
import { sayScope } from "@/components/people/scope-words";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterMenu } from "@/components/ui/filter-menu";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import type { listRequests } from "@/lib/people/list-requests";

type Page = OutputOf<typeof listRequests>;
type Row = Page["requests"][number];

const states = ["open", "granted", "refused", "void", "all"] as const;
const stateOptions = [
  { value: "granted", label: "Granted" },
  { value: "refused", label: "Refused" },
  { value: "void", label: "Nothing left to decide" },
  { value: "all", label: "All" },
];
const kinds = ["permission", "extension"] as const;
const kindOptions = [
  { value: "permission", label: "A permission" },
  { value: "extension", label: "More time" },
];

const columns: Column<Row>[] = [
  {
    key: "asker",
    header: "Who asks",
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={row.asker.name} />
        <span className="truncate">{row.asker.name}</span>
        {row.isOwn && <Badge>You</Badge>}
      </span>
    ),
  },
  { key: "what", header: "For what", width: 260, cell: (row) => row.what },
  { key: "where", header: "Where", width: 180, hideable: true, cell: (row) => sayScope(row) },
  { key: "at", header: "Asked", width: 110, cell: (row) => <RelativeTime at={row.createdAt} /> },
  { key: "state", header: "State", width: 190, cell: (row) => <RequestStatus outcome={row.outcome} /> },
  {
    key: "by",
    header: "Decided by",
    width: 130,
    hideable: true,
    hidden: true,
    cell: (row) => row.decidedBy ?? "",
  },
];

/** What people ask for: what waits for a decision, unless something else is chosen. */
export function RequestList({ first, asked }: { first: Page; asked: Record<string, string> }) {
  const { account } = useViewer();
  const [filter, setFilter] = useQueryStates({
    search: parseAsString.withDefault("").withOptions({ throttleMs: 250 }),
    state: parseAsStringLiteral(states),
    kind: parseAsStringLiteral(kinds),
  });
  const [typed, setTyped] = useState(filter.search);
  const params = Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as Record<
    string,
    string
  >;
  const base = `/${account.slug}/people/requests`;
  const query = useInfiniteQuery({
    queryKey: ["people", "requests", account.id, params],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page>(`/api/accounts${base}`, { ...params, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData:
      JSON.stringify(params) === JSON.stringify(asked) ? { pages: [first], pageParams: [""] } : undefined,
    placeholderData: (before) => before,
  });
  const rows = query.data?.pages.flatMap((page) => page.requests) ?? [];
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const filtered = Object.keys(params).length > 0;

  return (
    <DataTable
      caption="Requests for access"
      noun={{ one: "request", many: "requests" }}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowName={(row) => `${row.asker.name}: ${row.what}`}
      rowHref={(row) => `${base}/${row.id}`}
      loading={query.isPending}
      filtered={filtered}
      toolbar={
        <FilterBar
          search={
            <Input
              type="search"
              aria-label="Search requests"
              placeholder="Name or e-mail"
              prefix={<Search />}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setFilter({ search: event.target.value || null });
              }}
            />
          }
          clearHref={filtered ? base : undefined}
        >
          <FilterMenu
            label="Decided"
            single
            options={stateOptions}
            chosen={filter.state ? [filter.state] : []}
            onChange={([state]) => setFilter({ state: states.find((each) => each === state) ?? null })}
          />
          <FilterMenu
            label="For"
            single
            options={kindOptions}
            chosen={filter.kind ? [filter.kind] : []}
            onChange={([kind]) => setFilter({ kind: kinds.find((each) => each === kind) ?? null })}
          />
        </FilterBar>
      }
      pagination={
        query.hasNextPage && (
          <div className="flex justify-end">
            <Button size="sm" pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              Show more
            </Button>
          </div>
        )
      }
      empty={
        <EmptyState icon={<Inbox />} title="Nobody waits for a decision">
          When somebody asks for a permission or for more time, it stands here until it is decided.
        </EmptyState>
      }
      filteredEmpty={
        <EmptyState
          icon={<Inbox />}
          title="No request matches"
          action={
            <Button
              onClick={() => {
                setTyped("");
                setFilter(null);
              }}
            >
              Clear the filters
            </Button>
          }
        />
      }
      error={
        error && (
          <ErrorState
            title={error.message}
            id={error.id}
            action={<Button onClick={() => query.refetch()}>Try again</Button>}
          />
        )
      }
    />
  );
}
