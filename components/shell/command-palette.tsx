"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { Kbd } from "../ui/kbd";
import { type Command, type CommandGroup, CommandList } from "./command-list";

/** The search button of the header and what opens from it. Ctrl-K, or a slash outside a field. */
export function CommandPalette({
  groups,
  search,
  placeholder = "Search or jump to…",
}: {
  /** Always there: pages and actions this person may use. */
  groups: CommandGroup[];
  search?: (query: string) => Promise<CommandGroup[]>;
  placeholder?: string;
}) {
  const [open, setOpen] = useState(false);
  const [recent, setRecent] = useState<Command[]>([]);
  const router = useRouter();

  useEffect(() => {
    function listen(event: KeyboardEvent) {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!slash && !(event.key === "k" && (event.ctrlKey || event.metaKey))) return;
      event.preventDefault();
      setOpen(slash ? true : (before) => !before);
    }
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  function choose(command: Command) {
    setOpen(false);
    setRecent((before) => [command, ...before.filter((other) => other.id !== command.id)].slice(0, 5));
    if (command.href) router.push(command.href);
    command.onSelect?.();
  }

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="inline-flex h-control-sm shrink-0 items-center gap-2 rounded-md border border-line bg-canvas text-ink-muted text-xs hover:border-line-strong max-sm:size-control-sm max-sm:justify-center sm:w-52 sm:px-2">
        <Search className="size-3.5!" />
        <span className="flex-1 text-left max-sm:sr-only">Search…</span>
        <span className="max-sm:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-appear bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 top-0 z-50 mx-auto flex max-h-dvh w-full max-w-xl animate-drop flex-col overflow-hidden bg-raised shadow-overlay sm:top-[12vh] sm:max-h-[70vh] sm:w-[calc(100%-2rem)] sm:rounded-xl"
        >
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          <CommandList
            groups={groups}
            recent={recent}
            search={search}
            placeholder={placeholder}
            onChoose={choose}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
