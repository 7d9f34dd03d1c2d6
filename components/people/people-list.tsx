"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Search, Users } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { InvitationMenu } from "@/components/people/invitation-menu";
import type { InvitationActions } from "@/components/people/people-actions";
import { peopleColumns } from "@/components/people/people-columns";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { DataTable } from "@/components/table/data-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { FilterMenu } from "@/components/ui/filter-menu";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import type { listMembers } from "@/lib/people/list-members";

type Page = OutputOf<typeof listMembers>;

const statuses = ["active", "invited", "upcoming", "ended"] as const;
const statusOptions = [
  { value: "active", label: "Active" },
  { value: "invited", label: "Invited" },
  { value: "upcoming", label: "Starts later" },
  { value: "ended", label: "Ended or removed" },
];

const factors = ["none", "required"] as const;
const factorOptions = [
  { value: "none", label: "None set up" },
  { value: "required", label: "Required of the person" },
];

const filters = {
  search: parseAsString.withDefault("").withOptions({ throttleMs: 250 }),
  role: parseAsString,
  group: parseAsString,
  status: parseAsStringLiteral(statuses),
  factor: parseAsStringLiteral(factors),
};

export function PeopleList({
  first,
  asked,
  roles,
  group,
  actions,
}: {
  first: Page;
  /** the filters under which the first page was asked, as they stood in the URL */
  asked: Record<string, string>;
  roles: { id: string; name: string }[];
  group: { id: string; name: string } | null;
  actions: InvitationActions;
}) {
  const { account, can } = useViewer();
  const [filter, setFilter] = useQueryStates(filters);
  const [typed, setTyped] = useState(filter.search);
  const params = Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as Record<
    string,
    string
  >;
  const base = `/${account.slug}/people`;
  const query = useInfiniteQuery({
    queryKey: ["people", "list", account.id, params],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page>(`/api/accounts${base}`, { ...params, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData: same(params, asked) ? { pages: [first], pageParams: [""] } : undefined,
    placeholderData: (before) => before,
  });
  const people = query.data?.pages.flatMap((page) => page.people) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const filtered = Object.keys(params).length > 0;

  function clear() {
    setTyped("");
    setFilter(null);
  }

  return (
    <DataTable
      caption="People"
      noun={{ one: "person", many: "people" }}
      columns={peopleColumns}
      rows={people}
      rowKey={(person) => person.id}
      rowName={(person) => person.name || person.email}
      rowHref={(person) =>
        person.kind === "member"
          ? `${base}/${person.id}`
          : `${base}?search=${encodeURIComponent(person.email)}`
      }
      rowAction={(person) =>
        person.kind === "invitation" && can("member.invite") ? (
          <InvitationMenu invitation={person} actions={actions} />
        ) : null
      }
      total={total}
      loading={query.isPending}
      filtered={filtered}
      toolbar={
        <FilterBar
          search={
            <Input
              type="search"
              aria-label="Search people"
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
            label="Status"
            single
            options={statusOptions}
            chosen={filter.status ? [filter.status] : []}
            onChange={([status]) => setFilter({ status: statuses.find((each) => each === status) ?? null })}
          />
          <FilterMenu
            label="Role"
            single
            options={roles.map((role) => ({ value: role.id, label: role.name }))}
            chosen={filter.role ? [filter.role] : []}
            onChange={([role]) => setFilter({ role: role ?? null })}
          />
          <FilterMenu
            label="Second factor"
            single
            options={factorOptions}
            chosen={filter.factor ? [filter.factor] : []}
            onChange={([factor]) => setFilter({ factor: factors.find((each) => each === factor) ?? null })}
          />
          {filter.group && (
            <FilterChip
              label="Group"
              value={group?.name ?? "chosen"}
              onRemove={() => setFilter({ group: null })}
            />
          )}
        </FilterBar>
      }
      pagination={
        <div className="flex items-center justify-between gap-3 text-ink-muted text-sm">
          <p className="tabular-nums">
            {people.length.toLocaleString("en-GB")} of {total.toLocaleString("en-GB")}{" "}
            {total === 1 ? "person" : "people"}
          </p>
          {query.hasNextPage && (
            <Button size="sm" pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              Show more
            </Button>
          )}
        </div>
      }
      empty={<EmptyState icon={<Users />} title="Nobody here yet" />}
      filteredEmpty={
        <EmptyState
          icon={<Users />}
          title="Nobody matches"
          action={<Button onClick={clear}>Clear the filters</Button>}
        >
          People who were removed are under the status “Ended or removed”.
        </EmptyState>
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

/** The one main action of the page, and the way to whole companies. */
export function InviteLink() {
  const { account, can } = useViewer();
  return (
    <>
      {can("member.remove") && <LinkButton href={`/${account.slug}/people/companies`}>Companies</LinkButton>}
      {can("member.invite") && (
        <LinkButton href={`/${account.slug}/people/invite`} variant="primary">
          Invite a person
        </LinkButton>
      )}
    </>
  );
}

function same(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
