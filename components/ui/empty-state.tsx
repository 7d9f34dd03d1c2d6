import type { ReactNode } from "react";

/** What would be here, and the one thing to do about it. */
export function EmptyState({
  icon,
  title,
  action,
  children,
}: {
  icon?: ReactNode;
  title: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-6 py-12 text-center">
      {icon && (
        <span className="mb-3 grid size-10 place-items-center rounded-xl border border-line bg-surface text-ink-faint shadow-raised [&_svg]:size-5">
          {icon}
        </span>
      )}
      <p className="font-medium text-base">{title}</p>
      {children && <div className="mt-1 text-balance text-ink-muted text-sm">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
