"use client";

import clsx from "clsx";
import { ToneIcon } from "../ui/tone-icon";
import { Tooltip } from "../ui/tooltip";

export type LiveStateName = "connected" | "catching-up" | "offline";

const say = {
  connected: { tone: "ok", word: "Live", help: "Changes appear as they happen." },
  "catching-up": { tone: "wait", word: "Catching up", help: "What was missed is being fetched." },
  offline: {
    tone: "warn",
    word: "Offline",
    help: "What you see may be old. Trying again by itself.",
  },
} as const;

export function LiveState({ state }: { state: LiveStateName }) {
  const { tone, word, help } = say[state];
  return (
    <Tooltip text={help}>
      <button
        type="button"
        className={clsx(
          "touch inline-flex h-control-sm cursor-default items-center gap-1.5 rounded-full border px-2 text-xs",
          state === "offline"
            ? "border-warn-line bg-warn-soft text-warn"
            : "border-line text-ink-muted max-sm:border-transparent",
        )}
      >
        <ToneIcon tone={tone} moving={state === "catching-up"} />
        <span role="status" className={clsx(state === "connected" && "max-sm:sr-only")}>
          {word}
        </span>
      </button>
    </Tooltip>
  );
}
