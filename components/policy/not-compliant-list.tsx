"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing, Search, ShieldCheck } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { kindWords } from "@/components/policy/policy-choice";
import { confirmed } from "@/components/proof/step-up";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { ActionOf, OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Avatar } from "@/components/ui/avatar";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { ExactTime } from "@/components/ui/exact-time";
import { FilterBar } from "@/components/ui/filter-bar";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { useToast } from "@/components/ui/toast";
import type { VisibleError } from "@/lib/kernel/errors";
import type { listNotCompliant, NotCompliant } from "@/lib/policy/list-not-compliant";
import type { remindMembers } from "@/lib/policy/remind-members";

type Page = OutputOf<typeof listNotCompliant>;

/** Who lacks what, and a mail to one or to all of them. */
export function NotCompliantList({
  first,
  asked,
  remind,
}: {
  first: Page;
  asked: string;
  remind: ActionOf<typeof remindMembers>;
}) {
  const { account, can } = useViewer();
  const queries = useQueryClient();
  const say = useToast();
  const [search, setSearch] = useQueryState(
    "search",
    parseAsString.withDefault("").withOptions({ throttleMs: 250 }),
  );
  const [typed, setTyped] = useState(search);
  const [pending, setPending] = useState<string>();
  const [refusal, setRefusal] = useState<VisibleError>();
  const base = `/${account.slug}/settings/security/people`;
  const query = useInfiniteQuery({
    queryKey: ["people", "not-compliant", account.id, search],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page>(`/api/accounts/${account.slug}/policy/people`, { search, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData: search === asked ? { pages: [first], pageParams: [""] } : undefined,
    placeholderData: (before) => before,
  });
  const people = query.data?.pages.flatMap((page) => page.people) ?? [];
  const page = query.data?.pages[0];
  const total = page?.total ?? 0;
  const error = query.error instanceof AnswerError ? query.error.visible : null;

  async function send(memberId: string | null) {
    setPending(memberId ?? "all");
    const answer = await confirmed(remind)(account.slug, { memberId });
    setPending(undefined);
    setRefusal(answer.ok || answer.error.code === "step_up_required" ? undefined : answer.error);
    if (!answer.ok) return;
    const { reminded, notReminded } = answer.data;
    say({
      title:
        reminded === 1
          ? "One person was reminded"
          : `${reminded.toLocaleString("en-GB")} people were reminded`,
      ...(notReminded > 0 && {
        detail: `${notReminded.toLocaleString("en-GB")} were not: they had a reminder within the last day, or come after the first 500. Ask again later.`,
      }),
    });
    await queries.invalidateQueries({ queryKey: ["people", "not-compliant"] });
  }

  return (
    <>
      {page && <PolicyInForce policy={page.policy} />}
      {refusal && (
        <FormErrorSummary
          title="Nobody was reminded"
          errors={[{ message: refusal.message }]}
          id={refusal.id}
        />
      )}
      <DataTable
        caption="Members who do not comply yet"
        noun={{ one: "member", many: "members" }}
        columns={columns}
        rows={people}
        rowKey={(person) => person.id}
        rowName={(person) => person.name}
        {...(can("member.view") && {
          rowHref: (person: NotCompliant) => `/${account.slug}/people/${person.id}`,
        })}
        rowAction={(person) => (
          <IconButton
            label={`Remind ${person.name}`}
            icon={<BellRing />}
            disabled={pending !== undefined}
            onClick={() => void send(person.id)}
          />
        )}
        total={total}
        loading={query.isPending}
        filtered={search !== ""}
        toolbar={
          <div className="flex flex-wrap items-center justify-between gap-3">
            <FilterBar
              clearHref={search ? base : undefined}
              search={
                <Input
                  type="search"
                  aria-label="Search these members"
                  placeholder="Name or e-mail"
                  prefix={<Search />}
                  value={typed}
                  onChange={(event) => {
                    setTyped(event.target.value);
                    void setSearch(event.target.value || null);
                  }}
                />
              }
            />
            {total > 0 && search === "" && (
              <Button pending={pending === "all"} onClick={() => void send(null)}>
                {total === 1 ? "Remind this member" : `Remind all ${total.toLocaleString("en-GB")}`}
              </Button>
            )}
          </div>
        }
        pagination={
          total > 0 && (
            <div className="flex flex-wrap items-center justify-between gap-3 text-ink-muted text-sm">
              <p className="tabular-nums">
                {people.length.toLocaleString("en-GB")} of {total.toLocaleString("en-GB")}. Nobody gets more
                than one reminder a day.
              </p>
              {query.hasNextPage && (
                <Button size="sm" pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                  Show more
                </Button>
              )}
            </div>
          )
        }
        empty={
          <EmptyState icon={<ShieldCheck />} title="Everybody has what the policy asks for">
            Members who do not would be listed here, with a way to remind them.
          </EmptyState>
        }
        filteredEmpty={
          <EmptyState
            icon={<Search />}
            title={`Nobody of them matches “${search}”`}
            action={
              <Button
                onClick={() => {
                  setTyped("");
                  void setSearch(null);
                }}
              >
                Clear the search
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
    </>
  );
}

function PolicyInForce({ policy }: { policy: Page["policy"] }) {
  if (policy.secondFactor === "nobody" && !policy.phishingResistant)
    return <Banner tone="quiet" title="The policy requires a second factor of nobody" />;
  const whom = policy.secondFactor === "everyone" ? "everyone" : "members with elevated permissions";
  if (policy.secondFactor === "nobody" || policy.inForce || policy.graceUntil === null) return null;
  return (
    <Banner
      tone="wait"
      title={
        <>
          Required of {whom} from <ExactTime at={policy.graceUntil} />
        </>
      }
    >
      Until then these members can go on with a password alone.
    </Banner>
  );
}

const columns: Column<NotCompliant>[] = [
  {
    key: "name",
    header: "Person",
    cell: (person) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={person.name || person.email} />
        <span className="truncate">{person.name || person.email}</span>
      </span>
    ),
  },
  {
    key: "lacks",
    header: "Lacks",
    width: 210,
    cell: (person) => (
      <Status tone="warn" detail={person.personally ? "required of this person" : undefined}>
        {person.lacks === "key" ? "Security key or passkey" : "Second factor"}
      </Status>
    ),
  },
  {
    key: "has",
    header: "Has",
    width: 180,
    hideable: true,
    cell: (person) => (
      <span className="text-ink-muted">
        {person.has.map((kind) => kindWords[kind]).join(", ") || "Nothing"}
      </span>
    ),
  },
  {
    key: "email",
    header: "E-mail",
    width: 220,
    hideable: true,
    cell: (person) => <span className="text-ink-muted">{person.email}</span>,
  },
  {
    key: "reminded",
    header: "Reminded",
    width: 120,
    hideable: true,
    cell: (person) =>
      person.remindedAt ? (
        <RelativeTime at={person.remindedAt} />
      ) : (
        <span className="text-ink-muted">Not yet</span>
      ),
  },
];
