"use client";

import { createContext, use } from "react";

type FieldControl = {
  id: string;
  name: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  required?: boolean;
};

export const FieldContext = createContext<FieldControl | null>(null);

/** What a control inside a field inherits from it. Outside a field: nothing. */
export function useField(): Partial<FieldControl> {
  return use(FieldContext) ?? {};
}
