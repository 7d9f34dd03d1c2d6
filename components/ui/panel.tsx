import clsx from "clsx";
import type { ReactNode } from "react";

/** A framed part of a page with a name of its own. */
export function Panel({
  title,
  description,
  action,
  flush,
  level = 2,
  className,
  children,
}: {
  title?: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  /** The content reaches the frame: tables, lists. */
  flush?: boolean;
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={clsx("min-w-0 rounded-lg border border-line bg-surface", className)}>
      {(title || action) && (
        <header
          className={clsx(
            "flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3",
            flush && "border-line border-b",
          )}
        >
          <div className="min-w-0">
            <Heading className="font-semibold text-base">{title}</Heading>
            {description && <p className="text-ink-muted text-sm">{description}</p>}
          </div>
          {action && <div className="flex items-center gap-2">{action}</div>}
        </header>
      )}
      <div className={clsx(!flush && "px-4 pb-4", !flush && !title && !action && "pt-4")}>{children}</div>
    </section>
  );
}
