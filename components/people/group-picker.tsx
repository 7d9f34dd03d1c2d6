"use client";

import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useState } from "react";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { listGrantableGroups } from "@/lib/people/list-grantable-groups";

interface Group {
  id: string;
  name: string;
}

/** Some of the groups the viewer sees, each with how many devices come with it. */
export function GroupPicker({
  chosen,
  onChosen,
  error,
}: {
  chosen: Group[];
  onChosen: (chosen: Group[]) => void;
  error?: string;
}) {
  const { account } = useViewer();
  const [search, setSearch] = useState("");
  const { data } = useQuery({
    queryKey: ["groups", "grantable", account.id, search],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof listGrantableGroups>>(
        `/api/accounts/${account.slug}/people/groups`,
        { search },
        signal,
      ),
    placeholderData: (before) => before,
  });
  const without = (id: string) => chosen.filter((group) => group.id !== id);
  return (
    <Field name="groups" label="Device groups" error={error} required>
      <div className="rounded-lg border border-line bg-surface">
        {chosen.length > 0 && (
          <ul aria-label="Chosen groups" className="flex flex-wrap gap-1.5 border-line border-b p-2">
            {chosen.map((group) => (
              <li
                key={group.id}
                className="inline-flex h-control-sm max-w-full items-center rounded-md border border-accent-line bg-accent-soft pl-2 text-xs"
              >
                <span className="truncate font-medium">{group.name}</span>
                <button
                  type="button"
                  aria-label={`Remove ${group.name}`}
                  onClick={() => onChosen(without(group.id))}
                  className="grid w-6 place-items-center self-stretch text-accent pointer-coarse:w-11"
                >
                  <X className="size-3!" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="p-2">
          <Input
            type="search"
            placeholder="Find a group"
            // a group must be chosen, not searched for: a form would wait for words here
            required={false}
            prefix={<Search />}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        </div>
        <ul aria-label="Groups" className="max-h-56 overflow-y-auto px-2 pb-2">
          {!data && <Skeleton className="h-16 w-full" />}
          {data?.groups.map((group) => (
            <li key={group.id} className="flex items-center gap-3 rounded-md px-1.5 py-1 hover:bg-hover">
              <Checkbox
                label={group.name}
                className="flex-1"
                checked={chosen.some((each) => each.id === group.id)}
                onCheckedChange={(on) =>
                  onChosen(on === true ? [...chosen, { id: group.id, name: group.name }] : without(group.id))
                }
              />
              <span className="text-ink-muted text-xs tabular-nums">
                {group.deviceCount.toLocaleString("en-GB")} {group.deviceCount === 1 ? "device" : "devices"}
              </span>
            </li>
          ))}
          {data?.groups.length === 0 && (
            <li className="px-1.5 py-2 text-ink-muted text-sm">
              {search ? "No group of this name." : "There is no group yet. Create one first, under Groups."}
            </li>
          )}
          {data?.more && (
            <li className="px-1.5 py-2 text-ink-muted text-sm">
              The first 100 groups. Search to find the others.
            </li>
          )}
        </ul>
      </div>
    </Field>
  );
}
