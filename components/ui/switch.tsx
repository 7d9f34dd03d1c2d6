"use client";

import clsx from "clsx";
import { Switch as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";

/** Takes effect at once; for something that is saved with a form, use a checkbox. */
export function Switch({
  label,
  help,
  className,
  ...rest
}: Omit<ComponentProps<typeof Radix.Root>, "children" | "id"> & { label: ReactNode; help?: ReactNode }) {
  const id = useId();
  return (
    <div className={clsx("flex items-start justify-between gap-4 pointer-coarse:min-h-11", className)}>
      <label htmlFor={id} className="min-w-0 text-sm">
        <span className="font-medium">{label}</span>
        {help && (
          <span id={`${id}-help`} className="block text-ink-muted">
            {help}
          </span>
        )}
      </label>
      <Radix.Root
        {...rest}
        id={id}
        aria-describedby={help ? `${id}-help` : undefined}
        className="relative mt-0.5 h-5 w-9 shrink-0 rounded-full bg-line-strong transition-colors duration-100 after:absolute after:-inset-2 disabled:opacity-50 data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-knob shadow-raised transition-transform duration-100 data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-on-accent" />
      </Radix.Root>
    </div>
  );
}
