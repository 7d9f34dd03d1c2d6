"use client";

import clsx from "clsx";
import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";

export type CheckboxProps = Omit<ComponentProps<typeof Radix.Root>, "children"> & {
  label?: ReactNode;
  help?: ReactNode;
};

/** Without a label it needs an `aria-label`. The target is larger than the box. */
export function Checkbox({ label, help, id, className, ...rest }: CheckboxProps) {
  const own = useId();
  const box = id ?? own;
  const root = (
    <Radix.Root
      {...rest}
      id={box}
      aria-describedby={help ? `${box}-help` : undefined}
      className={clsx(
        "group relative grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong bg-surface text-on-accent",
        "after:absolute after:-inset-2 hover:border-accent disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:after:-inset-3.5",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        "data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        label ? "mt-0.5" : className,
      )}
    >
      <Radix.Indicator>
        <Check className="hidden size-3! stroke-3! group-data-[state=checked]:block" />
        <Minus className="hidden size-3! stroke-3! group-data-[state=indeterminate]:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
  if (!label) return root;
  return (
    <div className={clsx("flex items-start gap-2 pointer-coarse:py-3", className)}>
      {root}
      <label htmlFor={box} className="min-w-0 text-sm">
        {label}
        {help && (
          <span id={`${box}-help`} className="block text-ink-muted">
            {help}
          </span>
        )}
      </label>
    </div>
  );
}
