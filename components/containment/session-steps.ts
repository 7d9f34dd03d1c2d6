import type { ContainedSession, Containment } from "@/lib/containment/containment";
import type { Step } from "./step-list";

const endWords = { stop: "Accounting-Stop", restart: "NAS restarted", silence: "Fell silent" } as const;

const times = (count: number) => (count === 1 ? "once" : `${count} times`);

/** Asked, acknowledged, ended: how far one session is. */
export function stepsOf(session: ContainedSession, askedAt: string | null): Step[] {
  const { status, attempts } = session;
  return [
    {
      key: "asked",
      word: attempts > 0 ? "Asked" : status === "unknown_nas" ? "Not asked" : "To be asked",
      ...(attempts > 0
        ? { tone: "ok", at: askedAt, detail: attempts > 1 ? times(attempts) : undefined }
        : status === "unknown_nas"
          ? { tone: "bad", detail: "The NAS is not known" }
          : status === "ended"
            ? { tone: "quiet" }
            : { tone: "wait", moving: true }),
    },
    acknowledged(session),
    ended(session),
  ];
}

function acknowledged({ status, acknowledgedAt, errorCause }: ContainedSession): Step {
  const step = { key: "acknowledged" };
  if (acknowledgedAt)
    return {
      ...step,
      word: errorCause ? "Not known any more" : "Acknowledged",
      tone: "ok",
      at: acknowledgedAt,
      detail: errorCause?.name,
    };
  if (status === "refused")
    return { ...step, word: "Refused", tone: "warn", detail: errorCause?.name ?? "No Error-Cause" };
  if (status === "no_answer") return { ...step, word: "No answer", tone: "warn" };
  if (status === "gave_up")
    return { ...step, word: errorCause ? "Refused" : "No answer", tone: "bad", detail: errorCause?.name };
  if (status === "asked") return { ...step, word: "Waiting for the answer", tone: "wait", moving: true };
  return { ...step, word: "Acknowledged", tone: "quiet" };
}

function ended({ status, endedAt, endedBy, stillSendingAt, acknowledgedAt }: ContainedSession): Step {
  const step = { key: "ended" };
  if (stillSendingAt) return { ...step, word: "Still sending", tone: "bad", at: stillSendingAt };
  if (endedAt)
    return {
      ...step,
      word: "Session ended",
      tone: "ok",
      at: endedAt,
      detail: endedBy ? endWords[endedBy] : undefined,
    };
  if (status === "gave_up" || status === "unknown_nas") return { ...step, word: "Goes on", tone: "bad" };
  if (acknowledgedAt) return { ...step, word: "Waiting for its end", tone: "wait", moving: true };
  return { ...step, word: "Session ended", tone: "quiet" };
}

/** Whether it stays away: the last step, of the device and not of a session. */
export function lastStep({
  status,
  stayedAwaySince,
  watchUntil,
}: Containment): Step & { until?: string | null } {
  const step = { key: "away", word: "Stayed away" };
  if (status === "away") return { ...step, tone: "ok", at: stayedAwaySince };
  if (status === "watching")
    return {
      ...step,
      word: "Staying away",
      tone: "wait",
      moving: true,
      at: stayedAwaySince,
      until: watchUntil,
    };
  if (status === "still_sending" || status === "gave_up")
    return { ...step, word: "Did not stay away", tone: "bad" };
  return { ...step, tone: "quiet" };
}
