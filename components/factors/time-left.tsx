"use client";

import { useNow } from "../ui/use-now";

/** How long something still holds: minutes, and seconds in the last one. Says nothing until the page is awake. */
export function TimeLeft({ until }: { until: string }) {
  const now = useNow(1);
  if (now === null) return null;
  const seconds = Math.max(0, Math.round((Date.parse(until) - now) / 1000));
  const words = seconds > 90 ? `${Math.round(seconds / 60)} minutes` : `${seconds} seconds`;
  return <span className="tabular-nums">{words}</span>;
}

/** Whether a time is over, looked at every second. */
export function useIsOver(until: string | undefined): boolean {
  const now = useNow(1);
  return now !== null && until !== undefined && Date.parse(until) <= now;
}
