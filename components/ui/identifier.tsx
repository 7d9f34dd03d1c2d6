"use client";

import clsx from "clsx";
import { Check, Copy } from "lucide-react";
import { shortenMiddle } from "./shorten-middle";
import { useCopied } from "./use-copied";

/**
 * One click copies the whole of it, however short it is shown. Where there is less room than `max` asks for,
 * the middle gives way: the last characters always stay.
 */
export function Identifier({
  value,
  label,
  max = 20,
  className,
}: {
  value: string;
  /** What it is, for those who hear it: "ICCID". */
  label?: string;
  max?: number;
  className?: string;
}) {
  const [said, copy] = useCopied();
  const shown = shortenMiddle(value, max);
  const cut = Math.max(0, shown.length - 6);
  return (
    <span className={clsx("group/copy relative inline-flex max-w-full items-center gap-1.5", className)}>
      <button
        type="button"
        title={value}
        onClick={() => copy(value)}
        className="inline-flex min-h-6 min-w-0 items-center gap-1.5 rounded-sm hover:text-accent pointer-coarse:min-h-11"
      >
        <span className="sr-only">
          {label ? `Copy ${label}` : "Copy"} {value}
        </span>
        <span aria-hidden="true" className="identifier flex min-w-0">
          <span className="truncate">{shown.slice(0, cut)}</span>
          <span>{shown.slice(cut)}</span>
        </span>
        {said === "Copied" ? (
          <Check className="size-3! text-ok-mark" />
        ) : (
          <Copy className="size-3! text-ink-faint opacity-0 group-focus-within/copy:opacity-100 group-hover/copy:opacity-100 pointer-coarse:opacity-100 print:hidden" />
        )}
      </button>
      <span role="status" className={said ? "animate-appear text-2xs text-ink-muted" : "sr-only"}>
        {said}
      </span>
    </span>
  );
}
