"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { useField } from "./field-context";

export function Textarea({ className, mono, ...rest }: ComponentProps<"textarea"> & { mono?: boolean }) {
  const field = useField();
  return (
    <textarea
      rows={3}
      {...field}
      {...rest}
      className={clsx("control h-auto min-h-16 resize-y py-1.5 text-sm", mono && "identifier", className)}
    />
  );
}
