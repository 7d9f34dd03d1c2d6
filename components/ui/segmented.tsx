"use client";

import clsx from "clsx";
import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";

/** A few ways to see the same thing, one of them on. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  className,
}: {
  label: string;
  options: { value: Value; label: ReactNode; icon?: ReactNode; title?: string }[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
}) {
  return (
    <RadioGroup.Root
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onValueChange(chosen.value);
      }}
      className={clsx("inline-flex rounded-md bg-sunken p-0.5 print:hidden", className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          aria-label={option.title}
          title={option.title}
          className="inline-flex min-h-6 items-center gap-1.5 rounded-sm px-2 font-medium text-ink-muted text-xs hover:text-ink data-[state=checked]:bg-button data-[state=checked]:text-ink data-[state=checked]:shadow-raised pointer-coarse:min-h-11 pointer-coarse:px-3.5"
        >
          {option.icon}
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
