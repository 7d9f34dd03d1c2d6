"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ClipboardCheck, Search } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { ReviewStatus, saySubject } from "@/components/reviews/review-words";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterMenu } from "@/components/ui/filter-menu";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { listReviews } from "@/lib/reviews/list-reviews";

type Page = OutputOf<typeof listReviews>;
type Row = Page["reviews"][number];

const states = ["open", "done"] as const;
const stateOptions = [
  { value: "open", label: "Running" },
  { value: "done", label: "Signed off or cancelled" },
];

const columns: Column<Row>[] = [
  {
    key: "title",
    header: "Review",
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate">{row.title}</span>
        {row.mine > 0 && <Badge tone={row.overdue ? "bad" : "wait"}>{row.mine} for you</Badge>}
      </span>
    ),
  },
  { key: "of", header: "Of", width: 220, hideable: true, cell: (row) => saySubject(row) },
  {
    key: "progress",
    header: "Decided",
    width: 110,
    align: "end",
    cell: (row) => `${row.decided.toLocaleString("en-GB")} of ${row.total.toLocaleString("en-GB")}`,
  },
  { key: "state", header: "State", width: 220, cell: (row) => <ReviewStatus review={row} /> },
  { key: "due", header: "Until", width: 110, cell: (row) => <RelativeTime at={row.dueAt} /> },
  { key: "by", header: "Started by", width: 140, hideable: true, cell: (row) => row.startedBy },
  {
    key: "at",
    header: "Started",
    width: 110,
    hideable: true,
    cell: (row) => <RelativeTime at={row.startedAt} />,
  },
];

export function StartLink() {
  const { account, can } = useViewer();
  if (!can("grant.manage")) return null;
  return (
    <LinkButton href={`/${account.slug}/people/reviews/new`} variant="primary">
      Start a review
    </LinkButton>
  );
}

/** The account's reviews, newest first, with how far each is. */
export function ReviewList({ first, asked }: { first: Page; asked: Record<string, string> }) {
  const { account } = useViewer();
  const [filter, setFilter] = useQueryStates({
    search: parseAsString.withDefault("").withOptions({ throttleMs: 250 }),
    state: parseAsStringLiteral(states),
  });
  const [typed, setTyped] = useState(filter.search);
  const params = Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as Record<
    string,
    string
  >;
  const base = `/${account.slug}/people/reviews`;
  const query = useInfiniteQuery({
    queryKey: ["people", "reviews", account.id, params],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page>(`/api/accounts${base}`, { ...params, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData:
      JSON.stringify(params) === JSON.stringify(asked) ? { pages: [first], pageParams: [""] } : undefined,
    placeholderData: (before) => before,
  });
  const rows = query.data?.pages.flatMap((page) => page.reviews) ?? [];
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const filtered = Object.keys(params).length > 0;
  const clear = () => {
    setTyped("");
    void setFilter(null);
  };

  return (
    <DataTable
      caption="Access reviews"
      noun={{ one: "review", many: "reviews" }}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowName={(row) => row.title}
      rowHref={(row) => `${base}/${row.id}`}
      loading={query.isPending}
      filtered={filtered}
      toolbar={
        <FilterBar
          search={
            <Input
              type="search"
              aria-label="Search reviews"
              placeholder="Title"
              prefix={<Search />}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                void setFilter({ search: event.target.value || null });
              }}
            />
          }
          clearHref={filtered ? base : undefined}
        >
          <FilterMenu
            label="State"
            single
            options={stateOptions}
            chosen={filter.state ? [filter.state] : []}
            onChange={([state]) => void setFilter({ state: states.find((each) => each === state) ?? null })}
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
        <EmptyState icon={<ClipboardCheck />} title="No review yet" action={<StartLink />}>
          In a review, named people look at each grant and keep, narrow or end it, with a reason. Its report
          shows who looked at what.
        </EmptyState>
      }
      filteredEmpty={
        <EmptyState
          icon={<ClipboardCheck />}
          title="No review matches"
          action={<Button onClick={clear}>Clear the filters</Button>}
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
