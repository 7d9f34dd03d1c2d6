import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneBox } from "./tone";
import { ToneIcon } from "./tone-icon";

/** Something true of the whole page or panel. `action` is a link or a button. */
export function Banner({
  tone = "wait",
  title,
  action,
  live,
  className,
  children,
}: {
  tone?: Tone;
  title: ReactNode;
  action?: ReactNode;
  /** Say it when it appears. */
  live?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <div
      role={live ? "status" : undefined}
      className={clsx(
        "flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-lg border px-3 py-2.5 text-sm",
        toneBox[tone],
        className,
      )}
    >
      <ToneIcon tone={tone} className="mt-[0.1875rem]" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{title}</p>
        {children && <div className="text-ink">{children}</div>}
      </div>
      {action && <div className="flex items-center gap-2">{action}</div>}
    </div>
  );
}
