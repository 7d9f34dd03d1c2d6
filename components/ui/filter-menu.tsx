"use client";

import clsx from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";

export type FilterOption = { value: string; label: string; icon?: ReactNode; count?: number };

/** One filter with several choices; says what is chosen, and is quiet while nothing is. */
export function FilterMenu({
  label,
  options,
  chosen,
  onChange,
  single,
}: {
  label: string;
  options: FilterOption[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  /** At most one. */
  single?: boolean;
}) {
  const on = options.filter((option) => chosen.includes(option.value));
  function toggle(value: string) {
    if (chosen.includes(value)) onChange(chosen.filter((other) => other !== value));
    else onChange(single ? [value] : [...chosen, value]);
  }
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger
        className={clsx(
          "touch inline-flex h-control-sm max-w-full shrink-0 items-center gap-1 rounded-md border px-2 text-xs",
          on.length > 0
            ? "border-accent-line bg-accent-soft"
            : "border-line border-dashed text-ink-muted hover:border-line-strong hover:text-ink",
        )}
      >
        <span className={clsx(on.length > 0 && "text-ink-muted")}>{label}</span>
        {on.length > 0 && (
          <span className="truncate font-medium">
            {on.length > 2 ? `${on.length} chosen` : on.map((option) => option.label).join(", ")}
          </span>
        )}
        <ChevronDown className="size-3.5! text-ink-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 max-w-[calc(100vw-1rem)] animate-drop overflow-y-auto rounded-lg bg-raised p-1 shadow-overlay"
        >
          {options.map((option) => (
            <Radix.CheckboxItem
              key={option.value}
              checked={chosen.includes(option.value)}
              onCheckedChange={() => toggle(option.value)}
              onSelect={(event) => {
                if (!single) event.preventDefault();
              }}
              className="flex min-h-control-sm select-none items-center gap-2 rounded-md px-2 text-sm outline-none data-highlighted:bg-hover"
            >
              <span className="grid size-4 place-items-center text-accent">
                <Radix.ItemIndicator>
                  <Check />
                </Radix.ItemIndicator>
              </span>
              {option.icon}
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              {option.count !== undefined && (
                <span className="text-ink-muted text-xs tabular-nums">
                  {option.count.toLocaleString("en-GB")}
                </span>
              )}
            </Radix.CheckboxItem>
          ))}
          {on.length > 0 && (
            <>
              <Radix.Separator className="-mx-1 my-1 h-px bg-line" />
              <Radix.Item
                onSelect={() => onChange([])}
                className="flex min-h-control-sm select-none items-center rounded-md px-2 pl-8 text-ink-muted text-sm outline-none data-highlighted:bg-hover"
              >
                Any
              </Radix.Item>
            </>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
