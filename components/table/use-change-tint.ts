"use client";

import { useEffect, useRef } from "react";

/** A row that changed while someone looks at it is tinted for a moment, then fades within 150 ms. */
export function useChangeTint(version: string | number | undefined) {
  const element = useRef<HTMLTableRowElement>(null);
  const seen = useRef(version);
  useEffect(() => {
    const row = element.current;
    if (!row || seen.current === version) return;
    seen.current = version;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    row.dataset.tint = "on";
    const fade = setTimeout(() => {
      row.dataset.tint = "fading";
    }, 900);
    const end = setTimeout(() => {
      delete row.dataset.tint;
    }, 1100);
    return () => {
      clearTimeout(fade);
      clearTimeout(end);
    };
  }, [version]);
  return element;
}
