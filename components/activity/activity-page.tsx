"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import {
  ActivityFilters,
  type FilterChoices,
  useActivityFilters,
} from "@/components/activity/activity-filters";
import { EventList } from "@/components/activity/event-list";
import { EventPanel } from "@/components/activity/event-panel";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { NewRows } from "@/components/table/new-rows";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { ExactTime } from "@/components/ui/exact-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { listActivity } from "@/lib/audit/list-activity";

type Page = OutputOf<typeof listActivity>;

/** The log as sentences; new ones wait until they are asked for, so that nothing moves under the eyes of a reader. */
export function ActivityPage({
  first,
  asked,
  choices,
}: {
  first: Page;
  asked: Record<string, string>;
  choices: FilterChoices;
}) {
  const { account } = useViewer();
  const [filter] = useActivityFilters();
  const [open, setOpen] = useQueryState("entry", parseAsString.withOptions({ history: "push" }));
  const params = Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as Record<
    string,
    string
  >;
  const filtered = Object.keys(params).length > 0;
  const path = `/api/accounts/${account.slug}/activity`;
  const query = useInfiniteQuery({
    queryKey: ["activity", "list", account.id, params],
    queryFn: ({ pageParam, signal }) => fetchJson<Page>(path, { ...params, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData: same(params, asked) ? { pages: [first], pageParams: [""] } : undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  const newest = useQuery({
    queryKey: ["activity-newest", account.id, params],
    queryFn: ({ signal }) => fetchJson<Page>(path, { ...params, limit: 20 }, signal),
    refetchInterval: 15_000,
    enabled: query.isSuccess,
    staleTime: 15_000,
  });
  const waiting = countNew(newest.data?.events ?? [], events[0]);
  const lookedBack = query.data?.pages.at(-1)?.searchedBackTo ?? null;
  const error = query.error instanceof AnswerError ? query.error.visible : null;

  return (
    <div className="flex flex-col gap-3">
      <ActivityFilters
        choices={choices}
        targetLabel={events.find((event) => event.targetId === filter.target)?.targetLabel ?? null}
        clearHref={`/${account.slug}/activity`}
      />
      <div className="relative">
        <NewRows
          count={waiting}
          noun={{ one: "entry", many: "entries" }}
          onShow={() => void query.refetch().then(() => newest.refetch())}
        />
        {query.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
        {error && (
          <ErrorState
            title={error.message}
            id={error.id}
            action={<Button onClick={() => void query.refetch()}>Try again</Button>}
          />
        )}
        {events.length > 0 && <EventList events={events} open={open} onOpen={(id) => void setOpen(id)} />}
        {query.isSuccess && events.length === 0 && !query.hasNextPage && (
          <EmptyState icon={<History />} title={filtered ? "No entry matches" : "Nothing has happened yet"}>
            {filtered
              ? "Remove a filter to see more."
              : "Everything people do here, and every attempt that is refused, will be listed."}
          </EmptyState>
        )}
      </div>
      {query.hasNextPage && (
        <div className="flex flex-wrap items-center justify-between gap-3 text-ink-muted text-sm">
          <p>
            {lookedBack ? (
              <>
                Looked back to <ExactTime at={lookedBack} />
              </>
            ) : (
              `${events.length.toLocaleString("en-GB")} shown`
            )}
          </p>
          <Button size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {lookedBack ? "Look further back" : "Show older"}
          </Button>
        </div>
      )}
      <EventPanel id={open} onClose={() => void setOpen(null)} />
    </div>
  );
}

function countNew(newest: Page["events"], top: Page["events"][number] | undefined): number {
  if (!top) return newest.length;
  const until = newest.findIndex((event) => event.id === top.id);
  return until === -1 ? newest.length : until;
}

function same(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
