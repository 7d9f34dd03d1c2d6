"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { FilterMenu } from "@/components/ui/filter-menu";

const outcomes = ["done", "refused", "failed"] as const;
const windows = [
  { value: "1h", label: "Last hour" },
  { value: "1d", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
];

const parsers = {
  actor: parseAsString,
  action: parseAsString,
  outcome: parseAsStringLiteral(outcomes),
  target: parseAsString,
  within: parseAsString,
};

export const useActivityFilters = () => useQueryStates(parsers);

export interface FilterChoices {
  actors: { id: string; label: string }[];
  actions: { action: string; label: string }[];
}

/** What the log is narrowed by, all of it in the address. */
export function ActivityFilters({
  choices,
  targetLabel,
  clearHref,
}: {
  choices: FilterChoices;
  targetLabel: string | null;
  clearHref: string;
}) {
  const [filter, setFilter] = useActivityFilters();
  const on = Object.values(filter).some(Boolean);
  const chosen = (value: string | null) => (value ? [value] : []);
  return (
    <FilterBar clearHref={on ? clearHref : undefined}>
      <FilterMenu
        label="Who"
        single
        options={choices.actors.map((actor) => ({ value: actor.id, label: actor.label }))}
        chosen={chosen(filter.actor)}
        onChange={([actor]) => setFilter({ actor: actor ?? null })}
      />
      <FilterMenu
        label="Action"
        single
        options={choices.actions.map((each) => ({ value: each.action, label: each.label }))}
        chosen={chosen(filter.action)}
        onChange={([action]) => setFilter({ action: action ?? null })}
      />
      <FilterMenu
        label="Outcome"
        single
        options={[
          { value: "done", label: "Done" },
          { value: "refused", label: "Refused" },
          { value: "failed", label: "Failed" },
        ]}
        chosen={chosen(filter.outcome)}
        onChange={([outcome]) => setFilter({ outcome: outcomes.find((each) => each === outcome) ?? null })}
      />
      <FilterMenu
        label="When"
        single
        options={windows}
        chosen={chosen(filter.within)}
        onChange={([within]) => setFilter({ within: within ?? null })}
      />
      {filter.target && (
        <FilterChip
          label="About"
          value={targetLabel ?? filter.target}
          onRemove={() => setFilter({ target: null })}
        />
      )}
    </FilterBar>
  );
}
