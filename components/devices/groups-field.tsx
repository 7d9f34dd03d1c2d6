"use client";

import { FilterChip } from "../ui/filter-bar";
import { GroupFilter } from "./group-filter";

interface Group {
  id: string;
  name: string;
}

/** The groups a new device goes into. */
export function GroupsField({ chosen, onChange }: { chosen: Group[]; onChange: (groups: Group[]) => void }) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 flex w-full justify-between gap-3 font-medium text-sm">
        Groups <span className="font-normal text-ink-muted text-xs">Optional</span>
      </legend>
      <div className="flex flex-wrap items-center gap-2">
        {chosen.map((group) => (
          <FilterChip
            key={group.id}
            label="Group"
            value={group.name}
            onRemove={() => onChange(chosen.filter((each) => each.id !== group.id))}
          />
        ))}
        <GroupFilter
          label="Choose a group"
          chosen={null}
          assignable
          onChange={(group) =>
            group && !chosen.some((each) => each.id === group.id) && onChange([...chosen, group])
          }
        />
      </div>
      <p className="text-ink-muted text-sm">Whoever holds a role for a group reaches the devices in it.</p>
    </fieldset>
  );
}
