"use client";

import { useEffect, useState } from "react";

/**
 * State that outlives a reload and the way to another page and back, in this tab only. What is kept is taken for what it
 * says only where it has the shape that is expected.
 */
export function useKeptDraft<Draft extends object>(
  key: string,
  empty: Draft,
): [Draft, (draft: Draft) => void, () => void] {
  const [draft, setDraft] = useState(empty);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the page opens
  useEffect(() => {
    const kept = read(key, empty);
    if (kept) setDraft(kept);
  }, [key]);
  return [
    draft,
    (next) => {
      setDraft(next);
      try {
        sessionStorage.setItem(key, JSON.stringify(next));
      } catch {
        // a browser that keeps nothing keeps no draft
      }
    },
    () => {
      setDraft(empty);
      try {
        sessionStorage.removeItem(key);
      } catch {
        // nothing was kept
      }
    },
  ];
}

function read<Draft extends object>(key: string, empty: Draft): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return sameShape(kept, empty) ? (kept as Draft) : null;
  } catch {
    return null;
  }
}

function sameShape(value: unknown, like: unknown): boolean {
  if (typeof like !== "object" || like === null) return typeof value === typeof like;
  if (Array.isArray(like)) return Array.isArray(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(like).every(([name, each]) =>
    sameShape((value as Record<string, unknown>)[name], each),
  );
}
