"use client";

import clsx from "clsx";
import { useEffect, useState } from "react";
import type { PasswordGuide } from "@/lib/auth/passwords/password-rules";
import { ToneIcon } from "../ui/tone-icon";
import type { PasswordVerdict } from "./judge-password";

/** Long enough that a screen reader is not interrupted with every key. */
const AFTER_TYPING_MS = 350;

const shown = {
  short: { tone: "quiet", bars: 0, colour: "bg-line" },
  weak: { tone: "warn", bars: 1, colour: "bg-warn-mark" },
  good: { tone: "ok", bars: 2, colour: "bg-ok-mark" },
  strong: { tone: "ok", bars: 3, colour: "bg-ok-mark" },
} as const;

/** How hard what is typed would be to guess, and why: found out on this page, which sends nothing of it anywhere. */
export function PasswordStrength({ typed, guide }: { typed: string; guide: PasswordGuide }) {
  const verdict = useVerdict(typed, guide);
  const look = verdict && shown[verdict.strength];
  return (
    <div role="status" aria-live="polite">
      {look && (
        <>
          <div aria-hidden="true" className="mb-1.5 grid grid-cols-3 gap-1">
            {[1, 2, 3].map((bar) => (
              <span
                key={bar}
                className={clsx("h-1 rounded-full", bar <= look.bars ? look.colour : "bg-line")}
              />
            ))}
          </div>
          <p className="flex gap-1.5 text-sm">
            <ToneIcon tone={look.tone} className="mt-0.75" />
            <span>
              <span className="font-medium">{verdict.finding}</span>{" "}
              <span className="text-ink-muted">{verdict.because}</span>
            </span>
          </p>
        </>
      )}
    </div>
  );
}

function useVerdict(typed: string, guide: PasswordGuide): PasswordVerdict | null {
  const [verdict, setVerdict] = useState<PasswordVerdict | null>(null);
  useEffect(() => {
    let current = true;
    const wait = setTimeout(async () => {
      const judged = await judge(typed, guide);
      if (current) setVerdict(judged);
    }, AFTER_TYPING_MS);
    return () => {
      current = false;
      clearTimeout(wait);
    };
  }, [typed, guide]);
  return verdict;
}

/** The dictionaries are larger than the page and needed by nobody who only reads it. Without them there is no advice. */
const judge = async (typed: string, guide: PasswordGuide): Promise<PasswordVerdict | null> =>
  typed === ""
    ? null
    : import("./judge-password").then(
        ({ judgePassword }) => judgePassword(typed, guide),
        () => null,
      );
