"use client";

import { sayExact } from "./say-time";
import { useNow } from "./use-now";

/** The time itself, in the reader's zone once the page is awake, with its zone said. */
export function ExactTime({ at, className }: { at: string | number | Date; className?: string }) {
  const awake = useNow(30) !== null;
  const time = new Date(at).getTime();
  return (
    <time dateTime={new Date(time).toISOString()} title={sayExact(time, "UTC")} className={className}>
      {awake ? sayExact(time) : sayExact(time, "UTC")}
    </time>
  );
}
