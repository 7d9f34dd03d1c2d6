"use client";

import type { ComponentProps } from "react";
import { useField } from "./field-context";

/** The browser's own list of choices, in a field. */
export function Select(props: ComponentProps<"select">) {
  const field = useField();
  return <select {...field} {...props} className="control text-sm" />;
}
