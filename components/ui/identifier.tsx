"use client";

import clsx from "clsx";
import { Check, Copy } from "lucide-react";
import { shortenMiddle } from "./shorten-middle";
import { useCopied } from "./use-copied";

/** One click copies the whole of it, however short it is shown. */
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
  return (
    <button
      type="button"
      title={value.length > max ? value : undefined}
      onClick={() => copy(value)}
      className={clsx(
        "group/copy relative inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-sm hover:text-accent pointer-coarse:min-h-11",
        className,
      )}
    >
      <span className="sr-only">{label ? `Copy ${label}` : "Copy"} </span>
      <span className="identifier truncate">{shortenMiddle(value, max)}</span>
      {said === "Copied" ? (
        <Check className="size-3! text-ok-mark" />
      ) : (
        <Copy className="size-3! text-ink-faint opacity-0 group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100 pointer-coarse:opacity-100 print:hidden" />
      )}
      <span
        aria-live="polite"
        className={clsx(
          said &&
            "absolute right-0 z-10 translate-x-[calc(100%+0.25rem)] animate-appear whitespace-nowrap rounded-sm bg-ink px-1.5 py-0.5 font-sans text-2xs text-canvas",
        )}
      >
        {said}
      </span>
    </button>
  );
}
