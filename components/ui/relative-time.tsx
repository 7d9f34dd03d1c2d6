"use client";

import clsx from "clsx";
import { sayExact, sayRelative } from "./say-time";
import { useNow } from "./use-now";

/**
 * How long ago, or until, with the exact time and zone behind it. Server and browser may disagree by
 * a second and by a zone: the first client render corrects both.
 */
export function RelativeTime({
  at,
  seconds = false,
  className,
}: {
  at: string | number | Date;
  /** Count each second: only for what one waits for. */
  seconds?: boolean;
  className?: string;
}) {
  const now = useNow(seconds ? 1 : 30);
  const time = new Date(at).getTime();
  return (
    <time
      key={now === null ? "waking" : "awake"}
      dateTime={new Date(time).toISOString()}
      title={now === null ? sayExact(time, "UTC") : sayExact(time)}
      className={clsx("whitespace-nowrap tabular-nums", className)}
      suppressHydrationWarning
    >
      {sayRelative(time, Date.now(), seconds)}
    </time>
  );
}
