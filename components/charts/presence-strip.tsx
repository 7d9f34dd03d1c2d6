import clsx from "clsx";

export type PresenceInterval = { from: number; to: number; online: boolean };

/**
 * When something was there, over a window of time. What no interval covers is unknown and hatched. Online is
 * tall and filled, offline a thin line: the strip reads without colour.
 */
export function PresenceStrip({
  from,
  to,
  intervals,
  label,
  className,
}: {
  from: number;
  to: number;
  intervals: PresenceInterval[];
  /** The finding in words: "Online 92 % of the last 24 hours". */
  label: string;
  className?: string;
}) {
  const place = (at: number) => (1000 * (Math.min(Math.max(at, from), to) - from)) / (to - from);
  return (
    <svg
      viewBox="0 0 1000 16"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={clsx("h-4 w-full overflow-hidden rounded-sm bg-sunken", className)}
    >
      <title>{label}</title>
      {intervals
        .filter((interval) => interval.to > from && interval.from < to)
        .map((interval) => {
          const x = place(interval.from);
          const width = Math.max(1.5, place(interval.to) - x);
          return interval.online ? (
            <rect key={interval.from} x={x} width={width} y="0" height="16" className="fill-ok-mark" />
          ) : (
            <g key={interval.from}>
              <rect x={x} width={width} y="0" height="16" className="fill-surface" />
              <rect x={x} width={width} y="13" height="3" className="fill-quiet-mark" />
            </g>
          );
        })}
    </svg>
  );
}
