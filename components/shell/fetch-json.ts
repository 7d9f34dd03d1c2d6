import type { VisibleError } from "@/lib/kernel/errors";
import { isAttended } from "./attended";

/** An answer that is not a result, with the words that may be shown. */
export class AnswerError extends Error {
  constructor(readonly visible: VisibleError) {
    super(visible.message);
  }
}

type Value = string | number | boolean | null | undefined | readonly string[];

/** Asks one of the account's JSON routes. Empty values are left out; a list is sent as one value each. */
export async function fetchJson<Answer>(
  path: string,
  params: Record<string, Value> = {},
  signal?: AbortSignal,
): Promise<Answer> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each));
  }
  return answerOf(await fetch(`${path}?${search}`, { signal, headers: headersNow() }));
}

/** The same for what is too long for an address. */
export async function postJson<Answer>(path: string, input: unknown, signal?: AbortSignal): Promise<Answer> {
  const headers = { ...headersNow(), "content-type": "application/json" };
  return answerOf(await fetch(path, { method: "POST", signal, headers, body: JSON.stringify(input) }));
}

const headersNow = () => ({
  accept: "application/json",
  ...(isAttended() ? {} : { "x-cordon-unattended": "1" }),
});

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const body = await response.json().catch(() => null);
  if (response.ok) return body as Answer;
  throw new AnswerError(
    body?.error ?? { code: "unavailable", message: "The portal did not answer. Try again in a moment." },
  );
}
