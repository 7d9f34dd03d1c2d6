"use client";

import type { ReactNode } from "react";
import { sayExact } from "../ui/say-time";
import { useNow } from "../ui/use-now";
import { type PresenceInterval, PresenceStrip } from "./presence-strip";

/** The strip with its finding above and the ends of its window below, in the reader's zone. */
export function PresenceTimeline({
  finding,
  from,
  to,
  intervals,
}: {
  finding: string;
  from: number;
  to: number;
  intervals: PresenceInterval[];
}) {
  const zone = useNow(30) === null ? "UTC" : undefined;
  const known = intervals.reduce((sum, { from: start, to: end }) => sum + end - start, 0);
  return (
    <figure>
      <figcaption className="mb-2 font-semibold text-base">{finding}</figcaption>
      <PresenceStrip
        from={from}
        to={to}
        intervals={intervals}
        label={finding}
        className="h-7 border border-line"
      />
      <div className="mt-1 flex justify-between gap-4 text-ink-muted text-xs tabular-nums">
        <span>{sayExact(from, zone)}</span>
        <span className="text-right">{sayExact(to, zone)}</span>
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-muted text-xs">
        <Key label="Online" mark={<rect width="12" height="12" className="fill-ok-mark" />} />
        <Key label="Offline" mark={<rect y="9" width="12" height="3" className="fill-quiet-mark" />} />
        {known < to - from && (
          <Key label="Not known" mark={<rect width="12" height="12" className="fill-sunken stroke-line" />} />
        )}
      </ul>
    </figure>
  );
}

function Key({ label, mark }: { label: string; mark: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3">
        {mark}
      </svg>
      {label}
    </li>
  );
}
