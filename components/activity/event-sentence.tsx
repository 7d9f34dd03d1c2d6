import type { ReactNode } from "react";
import type { EventView } from "@/lib/audit/read-event";

/** One event as a sentence in plain words. Names are what somebody typed, so they are text and nothing else. */
export function EventSentence({ event, withReason = true }: { event: EventView; withReason?: boolean }) {
  const { actorLabel, verb, reason, count, outcome } = event;
  if (outcome === "refused" && event.action === "operation.refused")
    return (
      <span>
        <Name>{actorLabel}</Name> was refused
        {event.targetKind !== "operation" && (
          <>
            {" on "}
            <TargetName event={event} />
          </>
        )}
        <span className="text-ink-muted">
          {" · "}
          {event.lacking.length > 0 ? `lacks ${event.lacking.join(", ")}` : event.operation}
        </span>
      </span>
    );
  return (
    <span>
      <Name>{actorLabel}</Name> {verb} <TargetName event={event} />
      {count !== null && <span className="text-ink-muted"> · {count.toLocaleString("en-GB")}</span>}
      {withReason && reason && <span className="text-ink-muted"> · {reason}</span>}
    </span>
  );
}

function TargetName({ event }: { event: EventView }) {
  // an actor who acts upon herself is not named twice
  if (!event.targetId || (event.action === "member.joined" && event.targetLabel === event.actorLabel))
    return null;
  return <Name>{event.targetLabel ?? `${event.targetKind} ${event.targetId}`}</Name>;
}

const Name = ({ children }: { children: ReactNode }) => (
  <strong className="break-words font-medium">{children}</strong>
);
