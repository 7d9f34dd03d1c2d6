import Link from "next/link";
import type { ReactNode } from "react";

export type Bar = { key: string; label: ReactNode; value: number; say: ReactNode; href?: string };

/** The largest first, each with its number: a chart that is its own table. */
export function BarList({ label, bars }: { label: string; bars: Bar[] }) {
  const highest = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ol aria-label={label} className="space-y-1 text-sm">
      {bars.map((bar) => (
        <li
          key={bar.key}
          className="relative flex min-h-7 items-center justify-between gap-4 rounded-sm px-2"
        >
          <svg aria-hidden="true" className="absolute inset-0 size-full">
            <rect
              width={`${(100 * bar.value) / highest}%`}
              height="100%"
              rx="4"
              className="fill-accent-soft"
            />
          </svg>
          <span className="relative min-w-0 truncate">
            {bar.href ? (
              <Link href={bar.href} className="rounded-xs hover:underline">
                {bar.label}
              </Link>
            ) : (
              bar.label
            )}
          </span>
          <span className="relative shrink-0 text-ink-muted tabular-nums">{bar.say}</span>
        </li>
      ))}
    </ol>
  );
}
