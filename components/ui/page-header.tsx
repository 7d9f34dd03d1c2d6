import type { ReactNode } from "react";

/** A page's name, what state it is in, and its one main action. */
export function PageHeader({
  title,
  status,
  description,
  action,
}: {
  title: ReactNode;
  status?: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex min-h-control flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 break-words font-semibold text-xl">{title}</h1>
          {status}
        </div>
        {description && <div className="mt-0.5 text-ink-muted text-sm">{description}</div>}
      </div>
      {action && <div className="flex flex-wrap items-center gap-2">{action}</div>}
    </header>
  );
}
