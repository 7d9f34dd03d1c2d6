"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ClipboardCheck, Search } from "lucide-react";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { type KeyboardEvent, useState } from "react";
import { EndDialog } from "@/components/reviews/end-dialog";
import { HandOverDialog } from "@/components/reviews/hand-over-dialog";
import { type Doing, ItemRow } from "@/components/reviews/item-row";
import { KeepDialog } from "@/components/reviews/keep-dialog";
import { NarrowDialog } from "@/components/reviews/narrow-dialog";
import type { ReviewActions } from "@/components/reviews/review-actions";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { BulkBar } from "@/components/table/bulk-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterMenu } from "@/components/ui/filter-menu";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import type { listReviewItems } from "@/lib/reviews/list-review-items";

type Page = OutputOf<typeof listReviewItems>;

export interface ItemFilter {
  mine?: "true";
  undecided?: "true";
  search?: string;
}

/** The grants of a review, to be decided one by one or kept together. */
export function ReviewItems({
  review,
  first,
  asked,
  actions,
}: {
  review: { id: string; running: boolean; mine: number };
  first: Page;
  asked: ItemFilter;
  actions: ReviewActions;
}) {
  const { account } = useViewer();
  const [filter, setFilter] = useQueryStates({
    mine: parseAsBoolean.withDefault(false),
    undecided: parseAsBoolean.withDefault(false),
    search: parseAsString.withDefault("").withOptions({ throttleMs: 250 }),
  });
  const [typed, setTyped] = useState(filter.search);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<Doing>();
  const params: ItemFilter = {
    ...(filter.mine ? { mine: "true" } : {}),
    ...(filter.undecided ? { undecided: "true" } : {}),
    ...(filter.search ? { search: filter.search } : {}),
  };
  const base = `/${account.slug}/people/reviews/${review.id}`;
  const query = useInfiniteQuery({
    queryKey: ["people", "review_items", account.id, review.id, params],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page>(
        `/api/accounts/${account.slug}/people/reviews/items`,
        { reviewId: review.id, ...params, cursor: pageParam },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData:
      JSON.stringify(params) === JSON.stringify(asked) ? { pages: [first], pageParams: [""] } : undefined,
    placeholderData: (before) => before,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = items.filter(({ id, state }) => selected.has(id) && state === "waiting");
  const keepable = chosen.filter(({ mayDecide }) => mayDecide);
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const filtered = Object.keys(params).length > 0;
  const close = () => setDoing(undefined);
  const clear = () => {
    setTyped("");
    void setFilter(null);
  };
  const finish = () => {
    setSelected(new Set());
    close();
  };

  return (
    <div className="flex flex-col gap-3">
      <FilterBar
        search={
          <Input
            type="search"
            aria-label="Search people of this review"
            placeholder="Name or e-mail"
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
          label="Reviewer"
          single
          options={[{ value: "mine", label: "You", count: review.mine }]}
          chosen={filter.mine ? ["mine"] : []}
          onChange={([on]) => void setFilter({ mine: on ? true : null })}
        />
        <FilterMenu
          label="Decision"
          single
          options={[{ value: "undecided", label: "Not decided" }]}
          chosen={filter.undecided ? ["undecided"] : []}
          onChange={([on]) => void setFilter({ undecided: on ? true : null })}
        />
      </FilterBar>
      {error && (
        <ErrorState
          title={error.message}
          id={error.id}
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        />
      )}
      {query.isPending && <Skeleton className="h-64 w-full" />}
      {query.data && items.length === 0 && (
        <EmptyState
          icon={<ClipboardCheck />}
          title={filter.undecided ? "Nothing waits here any more" : "No grant matches"}
          action={filtered && <Button onClick={clear}>Clear the filters</Button>}
        />
      )}
      {items.length > 0 && (
        <>
          {review.running && review.mine > 0 && (
            <p className="hidden text-ink-muted text-xs pointer-fine:block print:hidden">
              <Kbd>↑</Kbd> <Kbd>↓</Kbd> move, <Kbd>Space</Kbd> selects, <Kbd>1</Kbd> keeps, <Kbd>2</Kbd>{" "}
              narrows, <Kbd>3</Kbd> ends
            </p>
          )}
          <ul
            aria-label="Grants of this review"
            className="divide-y divide-line rounded-lg border border-line bg-surface"
            onKeyDown={moveOrDecide}
          >
            {items.map((item) => (
              <ItemRow
                key={item.id}
                item={item}
                running={review.running}
                selected={selected.has(item.id)}
                onSelected={(on) => setSelected(withOrWithout(selected, item.id, on))}
                onDo={setDoing}
              />
            ))}
          </ul>
        </>
      )}
      {query.hasNextPage && (
        <div className="flex justify-end">
          <Button size="sm" pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      <BulkBar
        count={chosen.length}
        all={false}
        wholePage={false}
        total={items.length}
        noun={{ one: "grant", many: "grants" }}
        onClear={() => setSelected(new Set())}
        actions={() => (
          <>
            {keepable.length > 0 && (
              <Button size="sm" variant="primary" onClick={() => setDoing({ what: "keep", items: keepable })}>
                Keep {keepable.length}
              </Button>
            )}
            <Button size="sm" onClick={() => setDoing({ what: "hand_over", items: chosen })}>
              Hand over
            </Button>
          </>
        )}
      />
      {doing?.what === "keep" && (
        <KeepDialog reviewId={review.id} items={doing.items} keep={actions.keep} onClose={finish} />
      )}
      {doing?.what === "narrow" && (
        <NarrowDialog
          reviewId={review.id}
          item={doing.item}
          ready={doing.ready}
          narrow={actions.narrow}
          onClose={close}
        />
      )}
      {doing?.what === "end" && (
        <EndDialog reviewId={review.id} item={doing.item} end={actions.end} onClose={close} />
      )}
      {doing?.what === "hand_over" && (
        <HandOverDialog
          reviewId={review.id}
          items={doing.items}
          handOver={actions.handOver}
          onClose={finish}
        />
      )}
    </div>
  );
}

function withOrWithout(before: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const after = new Set(before);
  if (on) after.add(id);
  else after.delete(id);
  return after;
}

const steps: Record<string, 1 | -1> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Keys of a dialog bubble up here too, by React's tree and not the page's: those are not meant. */
function moveOrDecide(event: KeyboardEvent<HTMLUListElement>) {
  const { target, currentTarget: list, key } = event;
  if (!(target instanceof HTMLElement) || !list.contains(target)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const row = target.closest("li");
  const rows = [...list.children];
  if (!row) return;
  const step = steps[key];
  if (step) {
    const next = rows[rows.indexOf(row) + step]?.querySelector<HTMLElement>("[data-row-focus]");
    if (!next) return;
    event.preventDefault();
    next.focus();
  } else row.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.click();
}
