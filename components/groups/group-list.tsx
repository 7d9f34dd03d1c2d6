"use client";

import { useQuery } from "@tanstack/react-query";
import { Boxes, Search } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { GroupPage } from "@/lib/groups/select-groups";

type Group = GroupPage["groups"][number];

const noun = { one: "group", many: "groups" };
const params = { search: parseAsString.withDefault(""), cursor: parseAsString.withDefault("") };

export function GroupList({ first, asked }: { first: GroupPage; asked: { search: string; cursor: string } }) {
  const { account, can } = useViewer();
  const [at, setAt] = useQueryStates(params);
  const [typed, setTyped] = useState(at.search);
  const base = `/${account.slug}/groups`;
  const query = useQuery({
    queryKey: ["groups", "list", account.id, at.search, at.cursor],
    queryFn: ({ signal }) => fetchJson<GroupPage>(`/api/accounts${base}`, at, signal),
    initialData: at.search === asked.search && at.cursor === asked.cursor ? first : undefined,
    placeholderData: (before) => before,
  });
  const page = query.data;
  const groups = page?.groups ?? [];
  const ids = groups.map((group) => group.id);
  const online = useQuery({
    queryKey: ["devices", "online", account.id, ids],
    queryFn: ({ signal }) =>
      fetchJson<Record<string, number>>(`/api/accounts${base}/online`, { groupId: ids }, signal),
    enabled: ids.length > 0 && can("device.view"),
  });
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const address = (cursor: string | null | undefined) => {
    if (!cursor) return undefined;
    const search = new URLSearchParams({ ...(at.search && { search: at.search }), cursor });
    return `${base}?${search}`;
  };

  function clear() {
    setTyped("");
    setAt(null);
  }

  return (
    <DataTable
      caption="Device groups"
      noun={noun}
      columns={columnsWith(online.data, can("device.view"))}
      rows={groups}
      rowKey={(group) => group.id}
      rowName={(group) => group.name}
      rowHref={(group) => `${base}/${group.id}`}
      version={(group) => `${group.name} ${group.deviceCount}`}
      loading={query.isPending}
      filtered={at.search !== ""}
      toolbar={
        <FilterBar
          clearHref={at.search ? base : undefined}
          search={
            <Input
              type="search"
              aria-label="Search groups"
              placeholder="Name"
              prefix={<Search />}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setAt({ search: event.target.value || null, cursor: null }, { throttleMs: 250 });
              }}
            />
          }
        />
      }
      pagination={
        page &&
        page.total > 0 && (
          <Pagination
            from={groups.length === 0 ? 0 : page.from + 1}
            to={page.from + groups.length}
            total={page.total}
            previousHref={address(page.previous)}
            nextHref={address(page.next)}
            noun={noun}
          />
        )
      }
      empty={
        <EmptyState
          icon={<Boxes />}
          title="No groups yet"
          action={
            can("group.manage") && (
              <LinkButton href={`${base}/new`} variant="primary">
                Create a group
              </LinkButton>
            )
          }
        >
          A group is a set of devices. Access is given by group, so that a person sees these devices and no
          others.
        </EmptyState>
      }
      filteredEmpty={
        <EmptyState
          icon={<Boxes />}
          title={`No group has “${at.search}” in its name`}
          action={<Button onClick={clear}>Clear the search</Button>}
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

function columnsWith(online: Record<string, number> | undefined, mayView: boolean): Column<Group>[] {
  const say = (count: number) => count.toLocaleString("en-GB");
  return [
    {
      key: "name",
      header: "Group",
      cell: (group) =>
        group.ruleWords === null ? (
          group.name
        ) : (
          <span className="flex items-center gap-2" title={`${group.name} fills itself: ${group.ruleWords}`}>
            <span className="truncate">{group.name}</span> <Badge className="shrink-0">By rule</Badge>
          </span>
        ),
    },
    {
      key: "description",
      header: "Description",
      width: 360,
      hideable: true,
      cell: (group) => <span className="text-ink-muted">{group.description}</span>,
    },
    {
      key: "devices",
      header: "Devices",
      width: 100,
      align: "end",
      cell: (group) => <span className="tabular-nums">{say(group.deviceCount)}</span>,
    },
    ...(mayView
      ? [
          {
            key: "online",
            header: "Online",
            width: 130,
            cell: (group: Group) => {
              const count = online?.[group.id];
              if (count === undefined) return null;
              return <Status tone={count > 0 ? "ok" : "quiet"}>{say(count)} online</Status>;
            },
          },
        ]
      : []),
    {
      key: "created",
      header: "Created",
      width: 130,
      hideable: true,
      cell: (group) => <RelativeTime at={group.createdAt} />,
    },
  ];
}

/** The one main action of the page. */
export function CreateGroupLink() {
  const { account, can } = useViewer();
  if (!can("group.manage")) return null;
  return (
    <LinkButton href={`/${account.slug}/groups/new`} variant="primary">
      Create a group
    </LinkButton>
  );
}
