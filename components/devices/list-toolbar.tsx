"use client";

import { Search } from "lucide-react";
import { useViewer } from "../shell/viewer";
import { FilterBar } from "../ui/filter-bar";
import { FilterMenu } from "../ui/filter-menu";
import { Input } from "../ui/input";
import { kinds, kindWords, states, stateWords } from "./device-words";
import { GroupFilter } from "./group-filter";
import { isNarrowed, type ListParams } from "./list-params";

const stateOptions = states.map((value) => ({ value, label: stateWords[value].word }));
const kindOptions = kinds.map((value) => ({ value, label: kindWords[value] }));
const onlineOptions = [
  { value: "true", label: "Online" },
  { value: "false", label: "Offline" },
];

export function ListToolbar({
  params,
  group,
  onChange,
  onGroup,
}: {
  params: ListParams;
  group: { id: string; name: string } | null;
  onChange: (change: Partial<ListParams>) => void;
  onGroup: (group: { id: string; name: string } | null) => void;
}) {
  const { account, can } = useViewer();
  return (
    <FilterBar
      search={
        <Input
          type="search"
          aria-label="Search devices"
          placeholder="Label or identifier begins with…"
          prefix={<Search className="size-3.5!" />}
          value={params.q}
          maxLength={200}
          onChange={(event) => onChange({ q: event.target.value })}
        />
      }
      clearHref={isNarrowed(params) ? `/${account.slug}/devices` : undefined}
    >
      <FilterMenu
        label="Presence"
        single
        options={onlineOptions}
        chosen={params.online === null ? [] : [String(params.online)]}
        onChange={([online]) => onChange({ online: online === undefined ? null : online === "true" })}
      />
      <FilterMenu
        label="State"
        options={stateOptions}
        chosen={params.state}
        onChange={(chosen) => onChange({ state: states.filter((state) => chosen.includes(state)) })}
      />
      <FilterMenu
        label="Kind"
        options={kindOptions}
        chosen={params.kind}
        onChange={(chosen) => onChange({ kind: kinds.filter((kind) => chosen.includes(kind)) })}
      />
      {can("group.view") && <GroupFilter chosen={group} onChange={onGroup} />}
    </FilterBar>
  );
}
