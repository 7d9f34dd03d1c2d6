"use client";

import { useQuery } from "@tanstack/react-query";
import { Search, ShieldCheck } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import type { AdviceActions } from "@/components/advice/advice-actions";
import { FindingRow } from "@/components/advice/finding-row";
import { isKind, kindsInOrder, kindWords } from "@/components/advice/finding-words";
import type { RoleOption } from "@/components/people/access-fields";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { ExactTime } from "@/components/ui/exact-time";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterMenu } from "@/components/ui/filter-menu";
import { Input } from "@/components/ui/input";
import { Panel } from "@/components/ui/panel";
import type { listAdvice } from "@/lib/advice/list-advice";

type Answer = OutputOf<typeof listAdvice>;

export interface AdviceFilter {
  kind?: string;
  search?: string;
  dismissed?: "true";
}

const step = 50;

const filters = {
  kind: parseAsString,
  search: parseAsString.withDefault("").withOptions({ throttleMs: 250 }),
  dismissed: parseAsString,
};

/** Every finding, most telling first, each with what can be done about it. */
export function AdvicePage({
  first,
  asked,
  roles,
  actions,
}: {
  first: Answer;
  /** the filters under which the first answer was asked, as they stood in the URL */
  asked: AdviceFilter;
  roles: RoleOption[];
  actions: AdviceActions;
}) {
  const { account } = useViewer();
  const [filter, setFilter] = useQueryStates(filters);
  const [typed, setTyped] = useState(filter.search);
  const [limit, setLimit] = useState(step);
  const kind = isKind(filter.kind ?? undefined) ? filter.kind : null;
  const params = {
    kind: kind ?? undefined,
    search: filter.search || undefined,
    dismissed: filter.dismissed === "true" ? "true" : undefined,
  };
  const same =
    params.kind === asked.kind && params.search === asked.search && params.dismissed === asked.dismissed;
  const query = useQuery({
    queryKey: ["people", "advice", account.id, params, limit],
    queryFn: ({ signal }) =>
      fetchJson<Answer>(`/api/accounts/${account.slug}/people/advice`, { ...params, limit }, signal),
    initialData: same && limit === step ? first : undefined,
    placeholderData: (before) => before,
  });
  const answer = query.data;
  const filtered = params.search !== undefined || kind !== null;
  const clear = () => {
    setTyped("");
    void setFilter({ kind: null, search: null });
  };
  return (
    <div className="flex flex-col gap-4">
      {answer && <NotYet answer={answer} />}
      <FilterBar
        clearHref={filtered ? `/${account.slug}/people/advice` : undefined}
        search={
          <Input
            type="search"
            aria-label="Search findings"
            placeholder="Person or group"
            prefix={<Search />}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              void setFilter({ search: event.target.value || null });
            }}
          />
        }
      >
        <FilterMenu
          label="Finding"
          single
          options={kindsInOrder.map((each) => ({
            value: each,
            label: kindWords[each],
            ...(answer && { count: answer.counts[each] }),
          }))}
          chosen={kind ? [kind] : []}
          onChange={([chosen]) => void setFilter({ kind: chosen ?? null })}
        />
        <FilterMenu
          label="Put aside"
          single
          options={[
            { value: "true", label: "Show what was put aside", ...(answer && { count: answer.dismissed }) },
          ]}
          chosen={params.dismissed ? ["true"] : []}
          onChange={([chosen]) => void setFilter({ dismissed: chosen ?? null })}
        />
      </FilterBar>
      {query.error && (
        <ErrorState
          title={query.error instanceof AnswerError ? query.error.message : "The findings did not come."}
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        />
      )}
      {answer?.findings.length === 0 && (
        <EmptyState
          icon={filtered ? <Search /> : <ShieldCheck />}
          title={
            filtered ? "Nothing matches" : params.dismissed ? "Nothing was put aside" : "Nothing to trim"
          }
          action={filtered && <Button onClick={clear}>Clear the filters</Button>}
        >
          {!filtered &&
            !params.dismissed &&
            `Permissions that nobody used in ${answer.days} days would be listed here.`}
        </EmptyState>
      )}
      {kindsInOrder.map((each) => {
        const some = answer?.findings.filter((finding) => finding.kind === each) ?? [];
        if (some.length === 0 || !answer) return null;
        const count = answer.counts[each].toLocaleString("en-GB");
        return (
          <Panel
            key={each}
            title={`${kindWords[each]} · ${count}`}
            description={sayUnder(each, answer)}
            flush
          >
            <ul className="divide-y divide-line">
              {some.map((finding) => (
                <FindingRow
                  key={`${finding.kind} ${finding.subjectId}`}
                  finding={finding}
                  days={answer.days}
                  roles={roles}
                  actions={actions}
                />
              ))}
            </ul>
          </Panel>
        );
      })}
      {answer && answer.findings.length < answer.total && (
        <div className="flex flex-wrap items-center justify-between gap-3 text-ink-muted text-sm">
          <p className="tabular-nums">
            {answer.findings.length.toLocaleString("en-GB")} of {answer.total.toLocaleString("en-GB")}{" "}
            findings
          </p>
          <Button
            size="sm"
            pending={query.isFetching}
            onClick={() => setLimit(Math.min(1_000, limit + step * 2))}
          >
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}

/** Until something was counted for the whole window, silence does not mean that all is used. */
function NotYet({ answer }: { answer: Answer }) {
  const since = answer.countedSince ? new Date(answer.countedSince).getTime() : null;
  const from = Date.now() - answer.days * 86_400_000;
  if (since !== null && since <= from) return null;
  return (
    <Banner tone="wait" title="Not everything can be told yet">
      {since === null ? (
        "What permissions are used for is counted from today on"
      ) : (
        <>
          What permissions are used for is counted since <ExactTime at={answer.countedSince ?? ""} />
        </>
      )}
      : what was not used for {answer.days} days is known only once it was counted for so long.
    </Banner>
  );
}

function sayUnder(kind: string, { figures, days }: Answer): string | undefined {
  if (kind === "elevated")
    return `${figures.elevatedHolders.toLocaleString("en-GB")} of ${figures.members.toLocaleString("en-GB")} members hold at least one.`;
  if (kind === "wide_scope") return "Lists show all of these groups at once, and are not counted per group.";
  if (kind === "unused_permissions")
    return `A permission is unused when it was there for ${days} days and nothing was done with it.`;
  return undefined;
}
