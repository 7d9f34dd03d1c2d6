"use client";

import { useEffect } from "react";

/** The first field an answer finds fault with takes the focus, so that the fault is heard and can be mended. */
export function useFocusWrongField(answer: { fields?: Record<string, string> } | undefined) {
  useEffect(() => {
    const field = Object.keys(answer?.fields ?? {})
      .map((name) => document.getElementById(`field-${name}`))
      .find((found) => found instanceof HTMLInputElement);
    field?.focus();
    field?.select();
  }, [answer]);
}
