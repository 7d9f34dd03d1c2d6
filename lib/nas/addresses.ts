import { isIP } from "node:net";
import { normaliseRange } from "@/lib/access/address-ranges";

/** Ranges in their one form, each once; or the first that is none. */
export function readAddressRanges(texts: readonly string[]): { ranges: string[] } | { wrong: string } {
  const ranges = new Set<string>();
  for (const text of texts.filter(Boolean)) {
    const range = normaliseRange(text);
    if (!range) return { wrong: text };
    ranges.add(range);
  }
  return { ranges: [...ranges] };
}

/** One address in its one form; null: none, or a range. */
export function readAddress(text: string): string | null {
  if (isIP(text) === 0) return null;
  return normaliseRange(text)?.replace(/\/\d+$/, "") ?? null;
}
