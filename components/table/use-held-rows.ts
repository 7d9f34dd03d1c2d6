"use client";

import { useMemo, useState } from "react";

/**
 * Rows that someone reads stay where they are: changed ones change in place, gone ones go, new ones wait to be asked for.
 * view says what is looked at; another view begins afresh.
 */
export function useHeldRows<Row>(view: string, rows: Row[], keyOf: (row: Row) => string) {
  const [held, setHeld] = useState<{ view: string; keys: string[] }>({ view: "", keys: [] });
  const fresh = held.view !== view;
  // the first rows of a view are those that are held from then on
  if (fresh && rows.length > 0) setHeld({ view, keys: rows.map(keyOf) });
  return useMemo(() => {
    const byKey = new Map(rows.map((row) => [keyOf(row), row]));
    if (fresh || held.keys.length === 0) return { shown: rows, waiting: 0, showNew: () => {} };
    const shown = held.keys.flatMap((key) => byKey.get(key) ?? []);
    const known = new Set(held.keys);
    const waiting = rows.filter((row) => !known.has(keyOf(row))).length;
    return { shown, waiting, showNew: () => setHeld({ view, keys: rows.map(keyOf) }) };
  }, [fresh, held, rows, view, keyOf]);
}
