import clsx from "clsx";
import type { ReactNode } from "react";
import type { Tone } from "./tone";
import { ToneIcon } from "./tone-icon";

/** Colour, shape and words together. Only what asks for attention colours its words. */
export function Status({
  tone,
  moving,
  detail,
  wrap,
  className,
  children,
}: {
  tone: Tone;
  /** Only while something truly moves. */
  moving?: boolean;
  /** What stands behind the word, quieter: "since 09:14". */
  detail?: ReactNode;
  /** A whole sentence: it breaks into lines where there is little room, instead of being cut off. */
  wrap?: boolean;
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
    <span
      className={clsx(
        "inline-flex max-w-full gap-1.5 align-bottom",
        wrap ? "items-start" : "items-center",
        className,
      )}
    >
      <ToneIcon tone={tone} moving={moving} className={wrap ? "mt-[0.1875rem]" : undefined} />
      <span className={clsx("min-w-0", !wrap && "truncate")}>
        <span className={words[tone]}>{children}</span>
        {detail && <span className="text-ink-muted"> {detail}</span>}
      </span>
    </span>
  );
}
