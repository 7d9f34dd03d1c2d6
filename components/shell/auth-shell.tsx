import clsx from "clsx";
import type { ReactNode } from "react";
import { Wordmark } from "./mark";

/** The calm page in front of the door: one thing to do. */
export function AuthShell({
  title,
  description,
  footer,
  wide,
  progress,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** Below the card: another way, help. */
  footer?: ReactNode;
  wide?: boolean;
  /** Above the title: how far along several steps. */
  progress?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:pb-24">
      <main id="main" tabIndex={-1} className={clsx("w-full outline-none", wide ? "max-w-xl" : "max-w-sm")}>
        <Wordmark className="mb-8" />
        <div className="rounded-xl border border-line bg-surface p-6 shadow-raised sm:p-7">
          {progress && <div className="mb-4">{progress}</div>}
          <h1 className="font-semibold text-xl">{title}</h1>
          {description && <p className="mt-1 text-ink-muted text-sm">{description}</p>}
          <div className="mt-5 flex flex-col gap-4">{children}</div>
        </div>
        {footer && <div className="mt-4 px-1 text-ink-muted text-sm">{footer}</div>}
      </main>
    </div>
  );
}
