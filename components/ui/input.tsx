"use client";

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { useField } from "./field-context";

export type InputProps = Omit<ComponentProps<"input">, "prefix"> & {
  /** An icon or word inside the field, before or after what is typed: units go here. */
  prefix?: ReactNode;
  suffix?: ReactNode;
  /** Identifiers, codes and numbers are set in the tabular monospace. */
  mono?: boolean;
};

export function Input({ prefix, suffix, mono, className, ...rest }: InputProps) {
  const field = useField();
  const input = (
    <input
      {...field}
      {...rest}
      className={clsx(
        "control text-sm",
        mono && "identifier",
        prefix && "pl-8",
        suffix && "pr-12",
        !prefix && !suffix && className,
      )}
    />
  );
  if (!prefix && !suffix) return input;
  return (
    <div className={clsx("relative flex items-center", className)}>
      {prefix && (
        <span className="pointer-events-none absolute left-2.5 flex text-ink-faint text-sm">{prefix}</span>
      )}
      {input}
      {suffix && <span className="absolute right-2.5 flex text-ink-muted text-sm">{suffix}</span>}
    </div>
  );
}
