import clsx from "clsx";
import type { ReactNode } from "react";

/** How far, in numbers first. Refused ones have their own part of the bar. */
export function Progress({
  label,
  done,
  refused = 0,
  total,
  className,
}: {
  label: ReactNode;
  done: number;
  refused?: number;
  total: number;
  className?: string;
}) {
  const share = (count: number) => (total === 0 ? 0 : (100 * count) / total);
  const say = (count: number) => count.toLocaleString("en-GB");
  return (
    <div className={clsx("text-sm", className)}>
      <div className="mb-1.5 flex flex-wrap justify-between gap-x-3">
        <span className="font-medium">{label}</span>
        <span className="text-ink-muted tabular-nums">
          {say(done + refused)} of {say(total)}
          {refused > 0 && <span className="text-bad"> · {say(refused)} refused</span>}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={typeof label === "string" ? label : "Progress"}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done + refused}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <svg width="100%" height="100%" aria-hidden="true">
          <rect width={`${share(done)}%`} height="100%" className="fill-accent" />
          <rect x={`${share(done)}%`} width={`${share(refused)}%`} height="100%" className="fill-bad-mark" />
        </svg>
      </div>
    </div>
  );
}
