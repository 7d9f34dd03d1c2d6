"use client";

import clsx from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useField } from "./field-context";

export type SelectOption = { value: string; label: string; description?: string; disabled?: boolean };

export type SelectProps = {
  options: SelectOption[];
  name?: string;
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  /** Needed outside a field, where no label names it. */
  "aria-label"?: string;
  icon?: ReactNode;
  className?: string;
};

export function Select({ options, placeholder, className, icon, name, ...rest }: SelectProps) {
  const { id, name: fieldName, required, ...described } = useField();
  const { "aria-label": label, ...root } = rest;
  return (
    <Radix.Root {...root} name={name ?? fieldName} required={required}>
      <Radix.Trigger
        id={id}
        aria-label={label}
        {...described}
        className={clsx(
          "control flex items-center justify-between gap-2 text-left text-sm",
          "data-placeholder:text-ink-faint",
          className,
        )}
      >
        <span className="flex min-w-0 items-center gap-2 truncate">
          {icon}
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown className="text-ink-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[min(24rem,calc(100vw-1rem))] animate-drop overflow-hidden rounded-lg bg-raised shadow-overlay"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="relative flex min-h-control-sm select-none flex-col justify-center rounded-md py-1 pr-8 pl-2.5 text-sm outline-none data-disabled:text-ink-faint data-highlighted:bg-hover"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.description && <span className="text-ink-muted text-xs">{option.description}</span>}
                <Radix.ItemIndicator className="absolute right-2 text-accent">
                  <Check />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
