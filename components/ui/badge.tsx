import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneBox } from "./tone";
import { ToneIcon } from "./tone-icon";

/** A word that belongs to a thing: "Elevated", "Built in", "Isolated". */
export function Badge({
  tone = "quiet",
  icon,
  className,
  children,
}: {
  tone?: Tone;
  /** Show the tone's own mark. */
  icon?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full border px-1.5 font-medium text-2xs",
        toneBox[tone],
        className,
      )}
    >
      {icon && <ToneIcon tone={tone} className="size-3!" />}
      {children}
    </span>
  );
}
