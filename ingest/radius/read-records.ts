import { parseRecord } from "@/lib/accounting/parse-record";
import type { Unusable } from "@/lib/accounting/quarantine";
import type { AccountingRecord } from "@/lib/accounting/record";

/** A record that can be used, with what it was made from; or what cannot be used, with the reason. */
export type Given = { record: AccountingRecord; body: unknown } | Unusable;

/** One JSON object, an array of them, or one a line (NDJSON). */
export function readRecords(text: string, receivedAt: number): { given: Given[]; batch: boolean } {
  const bodies =
    parseWhole(text) ??
    text
      .split("\n")
      .filter((line) => line.trim())
      .map(parseLine);
  return { given: bodies.map((body) => read(body, receivedAt)), batch: bodies.length !== 1 };
}

const unreadable = Symbol("unreadable");

function parseWhole(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    return null;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // what cannot be read cannot be picked apart either
    const text = /password|secret|challenge/i.test(line) ? "[hidden]" : line.slice(0, 4_000);
    return { [unreadable]: true, text };
  }
}

function read(body: unknown, receivedAt: number): Given {
  if (typeof body === "object" && body !== null && unreadable in body)
    return { reason: "it is not JSON", body };
  const parsed = parseRecord(body, receivedAt);
  return "unusable" in parsed ? { reason: parsed.unusable, body } : { record: parsed, body };
}
