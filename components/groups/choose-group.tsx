"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { fetchJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import type { GroupPage } from "@/lib/groups/select-groups";

/** One of the groups that the viewer may put devices into or take them out of. */
export function ChooseGroup({
  chosen,
  onChosen,
  error,
}: {
  chosen: string | undefined;
  onChosen: (group: { id: string; name: string }) => void;
  error?: string;
}) {
  const { account } = useViewer();
  const [search, setSearch] = useState("");
  const { data } = useQuery({
    queryKey: ["groups", "assignable", account.id, search],
    queryFn: ({ signal }) =>
      fetchJson<GroupPage>(`/api/accounts/${account.slug}/groups/assignable`, { search, limit: 50 }, signal),
    placeholderData: (before) => before,
  });
  const groups = data?.groups ?? [];
  return (
    <div className="flex flex-col gap-2">
      <Field name="groupSearch" label="Device group" error={error}>
        <Input
          type="search"
          placeholder="Find a group"
          prefix={<Search />}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
          }}
        />
      </Field>
      <div className="max-h-56 overflow-y-auto rounded-lg border border-line bg-surface p-3">
        {!data && <Skeleton className="h-16 w-full" />}
        <RadioGroup
          aria-label="Groups"
          value={chosen ?? ""}
          onValueChange={(id) => {
            const group = groups.find((each) => each.id === id);
            if (group) onChosen(group);
          }}
          options={groups.map((group) => ({
            value: group.id,
            label: (
              <>
                {group.name}{" "}
                <span className="text-ink-muted text-xs tabular-nums">
                  {group.deviceCount.toLocaleString("en-GB")} {group.deviceCount === 1 ? "device" : "devices"}
                </span>
              </>
            ),
          }))}
        />
        {data && groups.length === 0 && (
          <p className="text-ink-muted text-sm">
            {search ? "No group of this name." : "There is no group that you may fill."}
          </p>
        )}
        {data?.next && (
          <p className="mt-2 text-ink-muted text-sm">The first 50 groups. Search to find the others.</p>
        )}
      </div>
    </div>
  );
}
