"use client";

import { RadioTower } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import type { DeviceRow } from "@/lib/devices/device-row";
import type { BulkActions } from "../bulk/bulk-actions";
import { AnswerError } from "../shell/fetch-json";
import { useViewer } from "../shell/viewer";
import { choiceOf, visibleColumns } from "../table/arrange-columns";
import { type ColumnChoice, nothingSelected, type Selection, type Sort } from "../table/column";
import { DataTable } from "../table/data-table";
import { useColumnChoice } from "../table/use-column-choice";
import { useHeldRows } from "../table/use-held-rows";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { Pagination } from "../ui/pagination";
import { bulkPermissions, DeviceBulkBar } from "./device-bulk-bar";
import { deviceColumns } from "./device-columns";
import { deviceNoun } from "./device-words";
import {
  filtersOf,
  isNarrowed,
  type ListParams,
  listInput,
  listParams,
  writeListParams,
} from "./list-params";
import { ListToolbar } from "./list-toolbar";
import { NothingFound } from "./nothing-found";
import { useDebounced } from "./use-debounced";
import { type FirstDevices, useDevicePage } from "./use-device-page";

const keyOf = (device: DeviceRow) => device.id;
/** What, when it changes, is worth a look; what ticks with every record is not. */
const versionOf = (device: DeviceRow) =>
  [
    device.label,
    device.state,
    device.isolated,
    device.online,
    device.onlineSince,
    device.groups.length,
  ].join();

export function DeviceList({
  first,
  group: firstGroup,
  bulk,
}: {
  first: FirstDevices;
  /** the group in the address, by name */
  group: { id: string; name: string } | null;
  bulk: BulkActions;
}) {
  const { account, can } = useViewer();
  const [params, setParams] = useQueryStates(listParams, { history: "push" });
  const [group, setGroup] = useState(firstGroup);
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const selects = bulkPermissions.some((permission) => can(permission));
  const searching = params.q.trim() !== "";
  const columns = useMemo(() => deviceColumns(account.slug, searching), [account.slug, searching]);
  const [remembered, remember] = useColumnChoice("devices", columns);
  const choice = params.columns ? choiceOf(columns, params.columns) : remembered;
  const asked = { ...params, q: useDebounced(params.q, 200) };
  const { page, count } = useDevicePage(asked, first);
  const rows = page.data?.devices ?? [];
  const view = page.isPlaceholderData ? "waiting" : JSON.stringify(listInput(asked));
  const held = useHeldRows(view, rows, keyOf);
  const error = page.error instanceof AnswerError ? page.error.visible : page.error;

  function change(next: Partial<ListParams>) {
    setSelection(nothingSelected);
    setParams({ ...next, cursor: null }, next.q === undefined ? {} : { history: "replace", throttleMs: 300 });
  }
  function choose(next: ColumnChoice) {
    remember(next);
    setParams({ columns: visibleColumns(columns, next).map((column) => column.key) }, { history: "replace" });
  }
  const address = (cursor: string | null) =>
    cursor === null ? undefined : writeListParams(`/${account.slug}/devices`, { ...params, cursor });
  const sort: Sort = {
    key: params.sort,
    direction: params.direction ?? (params.sort === "newest" ? "desc" : "asc"),
  };
  const from = page.data?.from ?? 0;
  const total = count.data?.count ?? rows.length;

  return (
    <DataTable
      caption="Devices"
      noun={deviceNoun}
      columns={columns}
      rows={held.shown}
      rowKey={keyOf}
      rowName={(device) => device.label}
      rowHref={(device) => `/${account.slug}/devices/${device.id}`}
      version={versionOf}
      sort={searching ? undefined : sort}
      onSort={({ key, direction }) => change({ sort: key === "newest" ? "newest" : "label", direction })}
      total={total}
      selection={selects ? selection : undefined}
      onSelection={selects ? setSelection : undefined}
      selectAll
      bulkActions={(selected) => (
        <DeviceBulkBar
          count={selected}
          selection={selection}
          matching={filtersOf(params)}
          group={params.group && group ? group : undefined}
          actions={bulk}
        />
      )}
      columnChoice={choice}
      onColumnChoice={choose}
      newCount={held.waiting}
      onShowNew={held.showNew}
      loading={page.isPending}
      skeletonRows={12}
      filtered={isNarrowed(params)}
      toolbar={
        <ListToolbar
          params={params}
          group={
            params.group
              ? group?.id === params.group
                ? group
                : { id: params.group, name: "1 chosen" }
              : null
          }
          onChange={change}
          onGroup={(chosen) => {
            setGroup(chosen);
            change({ group: chosen?.id ?? null });
          }}
        />
      }
      pagination={
        rows.length > 0 && (
          <Pagination
            from={from + 1}
            to={from + rows.length}
            total={count.data && Math.max(count.data.count, from + rows.length)}
            atLeast={count.data?.atLeast}
            previousHref={address(page.data?.previous ?? null)}
            nextHref={address(page.data?.next ?? null)}
            noun={deviceNoun}
            onPage={(href) => {
              setSelection(nothingSelected);
              setParams(
                { cursor: new URL(href, location.href).searchParams.get("cursor") },
                { scroll: true },
              );
            }}
          />
        )
      }
      empty={
        <EmptyState
          icon={<RadioTower />}
          title={can("device.register") ? "No devices yet" : "No devices in your groups yet"}
          action={
            can("device.register") && (
              <>
                <LinkButton href={`/${account.slug}/devices/register`} variant="primary">
                  Register a device
                </LinkButton>
                <LinkButton href={`/${account.slug}/devices/import`}>Import a file</LinkButton>
              </>
            )
          }
        >
          {can("device.register")
            ? "SIMs and LoRaWAN devices of this account are listed here."
            : "As soon as somebody puts devices into a group of yours, they are listed here."}
        </EmptyState>
      }
      filteredEmpty={<NothingFound params={params} group={group} onChange={change} />}
      error={
        error && (
          <ErrorState
            title={error.message}
            id={"id" in error ? error.id : undefined}
            action={<Button onClick={() => page.refetch()}>Try again</Button>}
          />
        )
      }
    />
  );
}
