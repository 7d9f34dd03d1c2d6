import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

/** One number that matters, what it counts, and where to see what is behind it. */
export function Stat({
  label,
  value,
  detail,
  href,
  picture,
}: {
  label: ReactNode;
  value: ReactNode;
  detail?: ReactNode;
  href?: string;
  /** A sparkline, at the right. */
  picture?: ReactNode;
}) {
  return (
    <div
      className={clsx(
        "relative flex min-w-0 items-start justify-between gap-3 rounded-lg border border-line bg-surface px-4 py-3",
        href && "hover:border-line-strong",
      )}
    >
      <div className="min-w-0">
        <p className="truncate text-ink-muted text-sm">
          {href ? (
            <Link href={href} className="rounded-lg after:absolute after:inset-0">
              {label}
            </Link>
          ) : (
            label
          )}
        </p>
        <p className="mt-0.5 font-semibold text-xl tabular-nums">{value}</p>
        {detail && <p className="mt-0.5 text-ink-muted text-xs">{detail}</p>}
      </div>
      {picture && <div className="self-end">{picture}</div>}
    </div>
  );
}
