"use client";

import { RelativeTime } from "../ui/relative-time";
import { useNow } from "../ui/use-now";

/** Counts down to when it is asked again. */
export function NextAttempt({ at }: { at: string }) {
  const now = useNow(1) ?? 0;
  if (now > 0 && new Date(at).getTime() - now < 1_000) return <>Is asked again now</>;
  return (
    <>
      Is asked again <RelativeTime at={at} seconds />
    </>
  );
}
