"use client";

import clsx from "clsx";
import { RadioGroup as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import { useField } from "./field-context";

export type RadioOption = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean };

/** Choices as rows, or as cards when each deserves a sentence. Inside a field its label names it. */
export function RadioGroup({
  options,
  cards,
  className,
  ...rest
}: {
  options: RadioOption[];
  name?: string;
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  cards?: boolean;
  "aria-label"?: string;
  className?: string;
}) {
  const { id, name, required, ...described } = useField();
  const own = useId();
  return (
    <Radix.Root
      id={id}
      name={name}
      required={required}
      aria-labelledby={id && `${id}-label`}
      {...described}
      {...rest}
      className={clsx("flex flex-col gap-2", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          htmlFor={`${own}-${option.value}`}
          className={clsx(
            "flex items-start gap-2 text-sm pointer-coarse:min-h-11 pointer-coarse:items-center",
            cards &&
              "rounded-lg border border-line p-3 hover:border-line-strong has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-soft",
            option.disabled && "opacity-60",
          )}
        >
          <Radix.Item
            id={`${own}-${option.value}`}
            value={option.value}
            disabled={option.disabled}
            className="relative mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-line-strong bg-surface after:absolute after:-inset-1 hover:border-accent data-[state=checked]:border-accent"
          >
            <Radix.Indicator className="size-2 rounded-full bg-accent" />
          </Radix.Item>
          <span className="min-w-0">
            <span className={clsx(option.help && "font-medium")}>{option.label}</span>
            {option.help && <span className="block text-ink-muted">{option.help}</span>}
          </span>
        </label>
      ))}
    </Radix.Root>
  );
}
