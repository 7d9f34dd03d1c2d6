"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { defaultChoice } from "./arrange-columns";
import type { Column, ColumnChoice } from "./column";

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

/** Which columns someone chose for a table, kept in this browser under the table's name. */
export function useColumnChoice<Row>(table: string, columns: Column<Row>[]) {
  const key = `columns:${table}`;
  const kept = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key),
    () => null,
  );
  const choice = useMemo(() => read(kept) ?? defaultChoice(columns), [kept, columns]);
  const choose = useCallback(
    (next: ColumnChoice) => {
      localStorage.setItem(key, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [choice, choose] as const;
}

function read(kept: string | null): ColumnChoice | null {
  try {
    const choice: unknown = JSON.parse(kept ?? "null");
    if (typeof choice !== "object" || choice === null) return null;
    const { order, hidden } = choice as Partial<ColumnChoice>;
    return Array.isArray(order) && Array.isArray(hidden) ? { order, hidden } : null;
  } catch {
    return null;
  }
}
