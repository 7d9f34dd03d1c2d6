"use client";

import clsx from "clsx";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { FieldContext } from "./field-context";

export type FieldProps = {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Beside the label, on the right: a link, a count, "Optional". */
  aside?: ReactNode;
  /** Defaults to `field-<name>`; the error summary links to it. */
  id?: string;
  className?: string;
  children: ReactNode;
};

export function Field({ name, label, help, error, required, aside, id, className, children }: FieldProps) {
  const control = id ?? `field-${name}`;
  const described = [error && `${control}-error`, help && `${control}-help`].filter(Boolean).join(" ");
  return (
    <FieldContext
      value={{
        id: control,
        name,
        required,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
      }}
    >
      <div className={clsx("flex flex-col gap-1.5", className)}>
        <div className="flex items-baseline justify-between gap-3">
          <label id={`${control}-label`} htmlFor={control} className="font-medium text-sm">
            {label}
            {required && (
              <span aria-hidden="true" className="text-bad" title="Required">
                {" *"}
              </span>
            )}
          </label>
          {aside && <span className="text-ink-muted text-xs">{aside}</span>}
        </div>
        {children}
        {error && (
          <p id={`${control}-error`} className="flex gap-1.5 text-bad text-sm">
            <CircleAlert className="mt-0.5" />
            <span>{error}</span>
          </p>
        )}
        {help && (
          <p id={`${control}-help`} className="text-ink-muted text-sm">
            {help}
          </p>
        )}
      </div>
    </FieldContext>
  );
}
