"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Check, ChevronDown, Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import type { GroupPage } from "@/lib/groups/select-groups";
import { fetchJson } from "../shell/fetch-json";
import { useViewer } from "../shell/viewer";
import { Input } from "../ui/input";
import { Popover } from "../ui/popover";

/** One group out of possibly very many: found by name. */
export function GroupFilter({
  label = "Group",
  chosen,
  assignable,
  onChange,
}: {
  label?: string;
  /** only those that the viewer may put devices into */
  assignable?: boolean;
  chosen: { id: string; name: string } | null;
  onChange: (group: { id: string; name: string } | null) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      className="w-64 p-1!"
      trigger={
        <button
          type="button"
          className={clsx(
            "inline-flex h-control-sm max-w-full items-center gap-1 rounded-md border px-2 text-xs pointer-coarse:h-11",
            chosen
              ? "border-accent-line bg-accent-soft"
              : "border-line border-dashed text-ink-muted hover:border-line-strong hover:text-ink",
          )}
        >
          <span className={clsx(chosen && "text-ink-muted")}>{label}</span>
          {chosen && <span className="truncate font-medium">{chosen.name}</span>}
          <ChevronDown className="size-3.5! text-ink-faint" />
        </button>
      }
    >
      <Choices
        chosen={chosen}
        assignable={assignable}
        onChoose={(group) => {
          onChange(group);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function Choices({
  chosen,
  assignable,
  onChoose,
}: {
  assignable?: boolean;
  chosen: { id: string } | null;
  onChoose: (group: { id: string; name: string } | null) => void;
}) {
  const { account } = useViewer();
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const query = useQuery({
    queryKey: ["groups", "choices", account.id, assignable, search],
    queryFn: ({ signal }) =>
      fetchJson<GroupPage>(
        `/api/accounts/${account.slug}/groups${assignable ? "/assignable" : ""}`,
        { search, limit: 20 },
        signal,
      ),
    placeholderData: (before) => before,
  });
  const groups = query.data?.groups ?? [];
  const choice =
    "flex min-h-control-sm w-full items-center gap-2 rounded-md px-2 text-left text-sm hover:bg-hover pointer-coarse:min-h-11";
  return (
    <>
      <div className="p-1">
        <Input
          aria-label="Find a group"
          placeholder="Find a group"
          prefix={<Search className="size-3.5!" />}
          value={typed}
          autoFocus
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <ul>
        {groups.map((group) => (
          <li key={group.id}>
            <button
              type="button"
              className={choice}
              aria-current={group.id === chosen?.id || undefined}
              onClick={() => onChoose(group)}
            >
              <span className="grid size-4 place-items-center text-accent">
                {group.id === chosen?.id && <Check />}
              </span>
              <span className="min-w-0 flex-1 truncate">{group.name}</span>
              <span className="text-ink-muted text-xs tabular-nums">
                {group.deviceCount.toLocaleString("en-GB")}
              </span>
            </button>
          </li>
        ))}
        {chosen && (
          <li className="mt-1 border-line border-t pt-1">
            <button
              type="button"
              className={clsx(choice, "pl-8 text-ink-muted")}
              onClick={() => onChoose(null)}
            >
              Any
            </button>
          </li>
        )}
      </ul>
      <p role="status" className={clsx("text-ink-muted", groups.length === 0 && "px-3 py-2 text-sm")}>
        {groups.length === 0 && (query.isPending ? "Looking…" : "No group has this in its name.")}
      </p>
    </>
  );
}
