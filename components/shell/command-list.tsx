"use client";

import { Command as Cmdk } from "cmdk";
import { LoaderCircle, Search } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Kbd } from "../ui/kbd";

export type Command = {
  id: string;
  label: string;
  detail?: ReactNode;
  icon?: ReactNode;
  /** Found by these words too. */
  keywords?: string[];
  href?: string;
  onSelect?: () => void;
};

export type CommandGroup = { heading: string; items: Command[] };

/** What is always there is filtered here; what was searched for is shown as it came. */
export function CommandList({
  groups,
  recent,
  search,
  placeholder,
  onChoose,
}: {
  groups: CommandGroup[];
  recent: Command[];
  search?: (query: string) => Promise<CommandGroup[]>;
  placeholder: string;
  onChoose: (command: Command) => void;
}) {
  const [query, setQuery] = useState("");
  const { found, searching, failed } = useSearch(query.trim(), search);
  const known = query.trim() ? narrow(groups, query) : [{ heading: "Recent", items: recent }, ...groups];
  const shown = [...found, ...known].filter((group) => group.items.length > 0);

  return (
    <Cmdk shouldFilter={false} label="Search" className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        {searching ? (
          <LoaderCircle className="animate-turn text-wait-mark" />
        ) : (
          <Search className="text-ink-faint" />
        )}
        <Cmdk.Input
          value={query}
          onValueChange={setQuery}
          placeholder={placeholder}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none pointer-coarse:text-lg"
        />
        <Kbd>Esc</Kbd>
      </div>
      <div role="status">
        {failed && (
          <p className="px-2.5 py-2 text-sm text-warn">The search did not answer. Type again to retry.</p>
        )}
        {shown.length === 0 && !searching && !failed && (
          <p className="px-2.5 py-8 text-center text-ink-muted text-sm">
            {query ? `Nothing found for “${query}”.` : "Type to search."}
          </p>
        )}
      </div>
      <Cmdk.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5">
        {shown.map((group) => (
          <Cmdk.Group
            key={group.heading}
            heading={group.heading}
            className="mb-1 **:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-2xs **:[[cmdk-group-heading]]:text-ink-muted"
          >
            {group.items.map((command) => (
              <Cmdk.Item
                key={command.id}
                value={`${group.heading} ${command.id}`}
                onSelect={() => onChoose(command)}
                className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 text-sm data-[selected=true]:bg-hover pointer-coarse:min-h-11"
              >
                {command.icon && <span className="flex text-ink-faint">{command.icon}</span>}
                <span className="min-w-0 flex-1 truncate">{command.label}</span>
                {command.detail && <span className="truncate text-ink-muted text-xs">{command.detail}</span>}
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
      <div className="hidden gap-4 border-line border-t px-4 py-2 text-2xs text-ink-muted sm:flex">
        <span className="flex items-center gap-1.5">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> to move
        </span>
        <span className="flex items-center gap-1.5">
          <Kbd>Enter</Kbd> to open
        </span>
      </div>
    </Cmdk>
  );
}

function narrow(groups: CommandGroup[], query: string): CommandGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return groups.map((group) => ({
    ...group,
    items: group.items.filter((command) => {
      const text = [command.label, ...(command.keywords ?? [])].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    }),
  }));
}

/** Waits for a pause in typing; an answer to an older question is dropped. */
function useSearch(query: string, search?: (query: string) => Promise<CommandGroup[]>) {
  const [state, setState] = useState<{ for: string; found: CommandGroup[]; failed: boolean }>({
    for: "",
    found: [],
    failed: false,
  });
  useEffect(() => {
    if (!search || !query) return;
    let current = true;
    const wait = setTimeout(() => {
      search(query).then(
        (found) => current && setState({ for: query, found, failed: false }),
        () => current && setState({ for: query, found: [], failed: true }),
      );
    }, 120);
    return () => {
      current = false;
      clearTimeout(wait);
    };
  }, [query, search]);
  return {
    found: query ? state.found : [],
    searching: Boolean(search && query && state.for !== query),
    failed: state.failed && state.for === query,
  };
}
