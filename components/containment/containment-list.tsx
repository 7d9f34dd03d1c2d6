"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Search, ShieldBan } from "lucide-react";
import { type inferParserType, useQueryStates } from "nuqs";
import type { ContainmentStatus } from "@/lib/containment/containment";
import type { ContainmentPage } from "@/lib/containment/list-containments";
import { useDebounced } from "../devices/use-debounced";
import { AnswerError, fetchJson } from "../shell/fetch-json";
import { useViewer } from "../shell/viewer";
import { DataTable } from "../table/data-table";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { FilterBar, FilterChip } from "../ui/filter-bar";
import { Input } from "../ui/input";
import { PageHeader } from "../ui/page-header";
import { Segmented } from "../ui/segmented";
import { containmentColumns } from "./containment-columns";
import { isUnsettled, shortWords } from "./containment-words";
import { listInput, listParams } from "./list-params";

type Params = inferParserType<typeof listParams>;

/** in the order in which they are worth a look */
const offered: ContainmentStatus[] = ["still_sending", "gave_up", "ending", "watching", "away", "released"];

/** Every device that is kept off the network, and whether it really is. */
export function ContainmentList({ first, asked }: { first: ContainmentPage; asked: Params }) {
  const { account } = useViewer();
  const [params, setParams] = useQueryStates(listParams, { history: "push" });
  const input = listInput({ ...params, q: useDebounced(params.q, 200) });
  const query = useInfiniteQuery({
    queryKey: ["devices", "containments", account.id, input],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<ContainmentPage>(
        `/api/accounts/${account.slug}/containment`,
        { ...input, cursor: pageParam },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData:
      JSON.stringify(input) === JSON.stringify(listInput(asked))
        ? { pages: [first], pageParams: [""] }
        : undefined,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ rows }) => rows.some(isUnsettled)) ? 10_000 : false,
  });
  const counts = query.data?.pages[0]?.counts ?? {};
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const narrowed = params.status !== null || params.q.trim() !== "" || params.work !== null;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Containment"
        description="Devices that are kept off the network, and what the network shows of it."
      />
      <Trouble counts={counts} />
      <DataTable
        caption="Containment"
        noun={{ one: "device", many: "devices" }}
        columns={containmentColumns}
        rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
        rowKey={(row) => row.id}
        rowName={(row) => row.deviceLabel}
        rowHref={(row) => `/${account.slug}/devices/${row.deviceId}/containment`}
        version={(row) => row.status}
        loading={query.isPending}
        filtered={narrowed}
        toolbar={
          <div className="flex flex-col gap-2">
            <div className="max-w-full overflow-x-auto">
              <Segmented
                className="whitespace-nowrap"
                label="On the network"
                value={params.status ?? "open"}
                onValueChange={(next) => void setParams({ status: next === "open" ? null : next })}
                options={[
                  { value: "open" as ContainmentStatus | "open", label: params.work ? "All" : "All open" },
                  ...offered.map((status) => ({ value: status, label: say(status, counts[status]) })),
                ]}
              />
            </div>
            <FilterBar
              search={
                <Input
                  type="search"
                  aria-label="Search devices"
                  placeholder="Label begins with…"
                  prefix={<Search className="size-3.5!" />}
                  value={params.q}
                  maxLength={80}
                  onChange={(event) =>
                    void setParams({ q: event.target.value }, { history: "replace", throttleMs: 300 })
                  }
                />
              }
              clearHref={narrowed ? `/${account.slug}/containment` : undefined}
            >
              {params.work && (
                <FilterChip
                  label="Work"
                  value="one bulk action"
                  onRemove={() => void setParams({ work: null })}
                />
              )}
            </FilterBar>
          </div>
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
          <EmptyState icon={<ShieldBan />} title="No device is kept off the network">
            When a device is isolated, suspended or terminated, it stands here with what the network shows of
            it.
          </EmptyState>
        }
        filteredEmpty={<EmptyState title="None here" />}
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
    </div>
  );
}

const say = (status: ContainmentStatus, count?: number) =>
  count === undefined ? shortWords[status] : `${shortWords[status]} ${count.toLocaleString("en-GB")}`;

function Trouble({ counts }: { counts: ContainmentPage["counts"] }) {
  const { still_sending: sending = 0, gave_up: gaveUp = 0 } = counts;
  if (sending + gaveUp === 0) return null;
  const devices = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? "device" : "devices"}`;
  return (
    <Banner
      tone="bad"
      title={[
        sending > 0 && `${devices(sending)} still sending after the NAS acknowledged`,
        gaveUp > 0 && `${devices(gaveUp)} whose session could not be ended`,
      ]
        .filter(Boolean)
        .join(", ")}
    >
      Open one to see what to do about it.
    </Banner>
  );
}
