import type { Containment, ContainedSession as Session } from "@/lib/containment/containment";
import { Bytes } from "../ui/bytes";
import { Identifier } from "../ui/identifier";
import { RelativeTime } from "../ui/relative-time";
import { NextAttempt } from "./next-attempt";
import { stepsOf } from "./session-steps";
import { type Step, StepList } from "./step-list";

/** One session that is to end: which, where, and how far that is. */
export function ContainedSession({
  session,
  containment,
  last,
}: {
  session: Session;
  containment: Containment;
  /** what comes after its end, where it is the only one */
  last?: Step;
}) {
  const askedAt = containment.events.find(
    ({ kind, sessionId }) => kind === "asked" && sessionId === session.id,
  )?.at;
  const steps = stepsOf(session, askedAt ?? null);
  const sending = session.stillSendingAt !== null;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-muted text-sm">
        <span>
          {session.nas}, session <Identifier value={session.acctSessionId} label="Acct-Session-Id" max={24} />
        </span>
        {session.framedIp && <Identifier value={session.framedIp} label="IP address" max={40} />}
        <span>
          last heard <RelativeTime at={session.lastHeardAt} seconds />
          {sending && (
            <>
              , <Bytes value={session.upBytes} /> up, <Bytes value={session.downBytes} /> down
            </>
          )}
        </span>
      </p>
      <StepList
        label={`Session ${session.acctSessionId} on ${session.nas}`}
        steps={last ? [...steps, last] : steps}
      />
      {session.errorCause && session.acknowledgedAt === null && session.endedAt === null && (
        <p className="text-sm">
          {session.errorCause.words} <span className="text-ink-muted">{session.errorCause.advice}</span>
        </p>
      )}
      {session.nextAttemptAt && session.attempts > 0 && (
        <p className="text-ink-muted text-sm">
          <NextAttempt at={session.nextAttemptAt} />.
        </p>
      )}
    </div>
  );
}
