"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton";
import { ChartFrame } from "./chart-frame";
import type { UsagePoint, UsageThreshold } from "./usage-point";
import { UsageTable } from "./usage-table";

const UsageAreas = dynamic(() => import("./usage-areas").then((module) => module.UsageAreas), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full rounded-md" />,
});

/** Usage over time, both directions on top of each other, thresholds drawn in. */
export function UsageChart({
  finding,
  detail,
  points,
  thresholds = [],
}: {
  finding: ReactNode;
  detail?: ReactNode;
  points: UsagePoint[];
  thresholds?: UsageThreshold[];
}) {
  return (
    <ChartFrame
      finding={finding}
      detail={detail}
      legend={
        <ul className="flex gap-3 text-ink-muted text-xs">
          <Key className="fill-series-down/30 stroke-series-down" label="Down" />
          <Key className="fill-series-up/30 stroke-series-up" label="Up" dashed />
        </ul>
      }
      picture={<UsageAreas points={points} thresholds={thresholds} />}
      table={<UsageTable points={points} />}
    />
  );
}

function Key({ label, className, dashed }: { label: string; className: string; dashed?: boolean }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg viewBox="0 0 18 12" aria-hidden="true" className={`h-3 w-4.5 ${className}`}>
        <rect x="0" y="2" width="18" height="10" stroke="none" />
        <path d="M0 2h18" strokeWidth="2.5" strokeDasharray={dashed ? "4 2" : undefined} />
      </svg>
      {label}
    </li>
  );
}
