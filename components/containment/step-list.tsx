import clsx from "clsx";
import type { ReactNode } from "react";
import { RelativeTime } from "../ui/relative-time";
import type { Tone } from "../ui/tone";
import { ToneIcon } from "../ui/tone-icon";

export interface Step {
  key: string;
  word: string;
  tone: Tone;
  moving?: boolean;
  /** when it came to pass */
  at?: string | null;
  detail?: ReactNode;
}

/** What comes after what, each with when it came to pass; what has not come yet is grey. */
export function StepList({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol aria-label={label} className="grid gap-y-3 sm:auto-cols-fr sm:grid-flow-col">
      {steps.map(({ key, word, tone, moving, at, detail }, index) => (
        <li key={key} className="relative flex min-w-0 gap-2 sm:flex-col sm:gap-1">
          <span aria-hidden="true" className="flex items-center max-sm:flex-col">
            <ToneIcon tone={tone} moving={moving} className="max-sm:mt-[0.1875rem]" />
            {index < steps.length - 1 && (
              <span
                className={clsx(
                  "bg-line-strong max-sm:-mb-3 max-sm:mt-1 max-sm:w-px max-sm:flex-1 sm:mx-2 sm:h-px sm:flex-1",
                  tone === "quiet" && "opacity-50",
                )}
              />
            )}
          </span>
          <span className="min-w-0 text-sm sm:pr-3">
            <span
              className={clsx(
                "block font-medium",
                tone === "quiet" && "font-normal text-ink-muted",
                tone === "bad" && "text-bad",
                tone === "warn" && "text-warn",
              )}
            >
              {word}
            </span>
            {at && <RelativeTime at={at} seconds className="block text-ink-muted text-xs" />}
            {detail && <span className="block text-ink-muted text-xs">{detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
