"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { RadioTower, Search } from "lucide-react";
import { useState } from "react";
import type { BulkActions } from "@/components/bulk/bulk-actions";
import { bulkPermissions, DeviceBulkBar } from "@/components/devices/device-bulk-bar";
import { deviceColumns } from "@/components/devices/device-columns";
import { useDebounced } from "@/components/devices/use-debounced";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { nothingSelected, type Selection } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Input } from "@/components/ui/input";
import type { DevicePage } from "@/lib/devices/list-devices";

const noun = { one: "device", many: "devices" };

/** The devices of one group, to look at and to work on. */
export function GroupDevices({
  group,
  first,
  actions,
}: {
  group: { id: string; name: string; deviceCount: number; ruleWords: string | null };
  first: DevicePage;
  actions: BulkActions;
}) {
  const { account, can } = useViewer();
  const selects = bulkPermissions.some((permission) => can(permission));
  const [typed, setTyped] = useState("");
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const q = useDebounced(typed.trim(), 200);
  const query = useInfiniteQuery({
    queryKey: ["devices", "of group", account.id, group.id, q],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<DevicePage>(
        `/api/accounts/${account.slug}/devices`,
        { group: group.id, q, cursor: pageParam },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData: q === "" ? { pages: [first], pageParams: [""] } : undefined,
    placeholderData: (before) => before,
  });
  const rows = query.data?.pages.flatMap((page) => page.devices) ?? [];
  const total = q === "" ? Math.max(group.deviceCount, rows.length) : rows.length;
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const matching = { group: group.id, ...(q && { q }) };
  return (
    <DataTable
      caption={`Devices in ${group.name}`}
      noun={noun}
      columns={deviceColumns(account.slug, true).filter((column) => column.key !== "groups")}
      rows={rows}
      rowKey={(device) => device.id}
      rowName={(device) => device.label}
      rowHref={(device) => `/${account.slug}/devices/${device.id}`}
      version={(device) => `${device.label} ${device.state} ${device.online}`}
      total={total}
      selection={selects ? selection : undefined}
      onSelection={selects ? setSelection : undefined}
      selectAll={q === ""}
      bulkActions={(count) => (
        <DeviceBulkBar
          count={count}
          selection={selection}
          matching={matching}
          group={group.ruleWords === null ? group : undefined}
          actions={actions}
        />
      )}
      loading={query.isPending}
      filtered={q !== ""}
      toolbar={
        <FilterBar
          search={
            <Input
              type="search"
              aria-label="Search in this group"
              placeholder="Label or identifier"
              prefix={<Search />}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setSelection(nothingSelected);
              }}
            />
          }
        />
      }
      pagination={
        <div className="flex items-center justify-between gap-3 text-ink-muted text-sm">
          <p className="tabular-nums">
            {rows.length.toLocaleString("en-GB")}
            {q === "" && ` of ${total.toLocaleString("en-GB")}`} {rows.length === 1 ? "device" : "devices"}
          </p>
          {query.hasNextPage && (
            <Button size="sm" pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              Show more
            </Button>
          )}
        </div>
      }
      empty={
        <EmptyState icon={<RadioTower />} title="No devices in this group yet">
          {group.ruleWords === null
            ? "Add them by their identifiers, or select them in the list of devices."
            : "No device meets its rule at the moment. Those that do will come in by themselves."}
        </EmptyState>
      }
      filteredEmpty={
        <EmptyState
          icon={<RadioTower />}
          title={`Nothing in this group begins with “${q}”`}
          action={<Button onClick={() => setTyped("")}>Clear the search</Button>}
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
