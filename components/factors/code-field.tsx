"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

/** Six digits, as an app or a message shows them: spaces are taken, and a phone offers the code it received. */
export function CodeField({
  label,
  help,
  error,
  autoFocus,
  className,
}: {
  label: string;
  help?: ReactNode;
  error?: ReactNode;
  autoFocus?: boolean;
  className?: string;
}) {
  return (
    <Field name="code" label={label} help={help} error={error} className={className}>
      <Input
        mono
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck={false}
        maxLength={16}
        placeholder="000 000"
        autoFocus={autoFocus}
        className={clsx("h-11! text-lg! tracking-[0.18em]!")}
      />
    </Field>
  );
}
