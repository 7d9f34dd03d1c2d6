import type { Selection } from "./column";

/** One row, or with shift every row from the last one touched. */
export function toggleRow(
  selection: Selection,
  page: string[],
  key: string,
  anchor: string | undefined,
): Selection {
  const keys = new Set(selection.all ? page : selection.keys);
  const on = !keys.has(key);
  const from = anchor === undefined ? -1 : page.indexOf(anchor);
  const to = page.indexOf(key);
  const range = from === -1 ? [key] : page.slice(Math.min(from, to), Math.max(from, to) + 1);
  for (const each of range) {
    if (on) keys.add(each);
    else keys.delete(each);
  }
  return { all: false, keys };
}

export function togglePage(selection: Selection, page: string[]): Selection {
  if (selection.all) return { all: false, keys: new Set() };
  const keys = new Set(selection.keys);
  const whole = page.every((key) => keys.has(key));
  for (const key of page) {
    if (whole) keys.delete(key);
    else keys.add(key);
  }
  return { all: false, keys };
}

export function isSelected(selection: Selection, key: string) {
  return selection.all || selection.keys.has(key);
}

export function pageState(selection: Selection, page: string[]): boolean | "indeterminate" {
  if (selection.all) return page.length > 0;
  const on = page.filter((key) => selection.keys.has(key)).length;
  if (on === 0) return false;
  return on === page.length ? true : "indeterminate";
}

export function countSelected(selection: Selection, total: number) {
  return selection.all ? total : selection.keys.size;
}
