import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** Filters on one line: a search, the chips, what adds another, and a way to drop them all. */
export function FilterBar({
  search,
  add,
  clearHref,
  children,
}: {
  search?: ReactNode;
  add?: ReactNode;
  clearHref?: string;
  /** Chips. */
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {search && <div className="w-full sm:w-64">{search}</div>}
      <div className="flex items-center gap-2 max-sm:-m-1 max-sm:w-full max-sm:overflow-x-auto max-sm:p-1 sm:flex-wrap">
        {children}
        {add}
        {clearHref && (
          <Link
            href={clearHref}
            className="inline-flex min-h-6 shrink-0 items-center rounded-sm px-1 text-ink-muted text-xs hover:text-ink hover:underline pointer-coarse:min-h-11"
          >
            Clear all
          </Link>
        )}
      </div>
    </div>
  );
}

/** A filter that is on. Its cross is a link where the state is in the URL, else a button. */
export function FilterChip({
  label,
  value,
  removeHref,
  onRemove,
}: {
  label: string;
  value: ReactNode;
  removeHref?: string;
  onRemove?: () => void;
}) {
  const cross =
    "grid w-6 place-items-center self-stretch rounded-r-[calc(var(--radius-md)-1px)] text-accent hover:bg-accent-line/50 pointer-coarse:w-11";
  const name = `Remove filter ${label}${typeof value === "string" ? ` ${value}` : ""}`;
  return (
    <span className="inline-flex h-control-sm max-w-full shrink-0 items-center rounded-md border border-accent-line bg-accent-soft text-xs">
      <span className="min-w-0 truncate pr-0.5 pl-2">
        <span className="text-ink-muted">{label}</span> <span className="font-medium">{value}</span>
      </span>
      {removeHref ? (
        <Link href={removeHref} aria-label={name} className={cross}>
          <X className="size-3!" />
        </Link>
      ) : (
        <button type="button" onClick={onRemove} aria-label={name} className={cross}>
          <X className="size-3!" />
        </button>
      )}
    </span>
  );
}
