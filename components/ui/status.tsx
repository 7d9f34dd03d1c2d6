import clsx from "clsx";
import type { ReactNode } from "react";
import type { Tone } from "./tone";
import { ToneIcon } from "./tone-icon";

/** Colour, shape and words together. Only what asks for attention colours its words. */
export function Status({
  tone,
  moving,
  detail,
  className,
  children,
}: {
  tone: Tone;
  /** Only while something truly moves. */
  moving?: boolean;
  /** What stands behind the word, quieter: "since 09:14". */
  detail?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const words = {
    ok: "",
    quiet: "text-ink-muted",
    wait: "",
    warn: "text-warn",
    bad: "text-bad",
    elevated: "",
  };
  return (
    <span className={clsx("inline-flex max-w-full items-center gap-1.5 align-bottom", className)}>
      <ToneIcon tone={tone} moving={moving} />
      <span className="min-w-0 truncate">
        <span className={words[tone]}>{children}</span>
        {detail && <span className="text-ink-muted"> {detail}</span>}
      </span>
    </span>
  );
}
