/** The language of state: what a colour means everywhere. */
export type Tone = "ok" | "quiet" | "wait" | "warn" | "bad" | "elevated";

export const toneBox: Record<Tone, string> = {
  ok: "border-ok-line bg-ok-soft text-ok",
  quiet: "border-quiet-line bg-quiet-soft text-quiet",
  wait: "border-wait-line bg-wait-soft text-wait",
  warn: "border-warn-line bg-warn-soft text-warn",
  bad: "border-bad-line bg-bad-soft text-bad",
  elevated: "border-elevated-line bg-elevated-soft text-elevated",
};
