import type { SessionRecord } from "@/lib/accounting/record";
import type { Session } from "@/lib/accounting/session";

/** How far apart two records of one session may put its start, because clocks and deliveries are not exact. */
const TOLERANCE = 60;

/**
 * The session of this key that a record belongs to. All records of a session imply the same start (their time less
 * Acct-Session-Time), and one that implies another start is of another session that got the same key after a reboot.
 */
export function findRun(sessions: readonly Session[], record: SessionRecord): Session | undefined {
  const start = impliedStart(record);
  if (start === null) return latestBegunBefore(sessions, record.at);
  let nearest: Session | undefined;
  let distance = TOLERANCE + 1;
  for (const session of sessions) {
    if (beganAfterItsStop(session, start)) continue;
    const here = Math.min(...startsOf(session).map((other) => Math.abs(other - start)));
    if (here < distance) [nearest, distance] = [session, here];
  }
  return nearest ?? sessions.find((session) => mayHaveBegun(session, start));
}

export function beginSession(run: number, record: SessionRecord): Session {
  return {
    run,
    startedAt: impliedStart(record) ?? record.at,
    startFrom: "first-heard",
    lastHeardAt: record.at,
    stoppedAt: null,
    stopHeard: false,
    stopCause: null,
    timed: true,
    wide: { up: false, down: false },
    base: null,
    points: [],
    upTotal: 0,
    downTotal: 0,
    attributes: record.attributes,
  };
}

/** A NAS that gives no session time, or gives 0 all the time, implies no start but with its Start. */
export function impliedStart(record: SessionRecord): number | null {
  if (record.status === "start") return record.at - (record.seconds ?? 0);
  return record.seconds ? record.at - record.seconds : null;
}

/** The clocks of NAS and session drift apart over a long session, so the newest points say best where its start seems to be. */
function startsOf(session: Session): number[] {
  const points = session.base ? [session.base, ...session.points] : session.points;
  return [session.startedAt, ...points.flatMap((point) => (point.seconds ? [point.at - point.seconds] : []))];
}

/** A session of which no record has told when it began takes any start before it was first heard. */
const mayHaveBegun = (session: Session, start: number) =>
  session.startFrom === "first-heard" && start <= session.startedAt + TOLERANCE;

const beganAfterItsStop = (session: Session, start: number) =>
  session.stoppedAt !== null && start >= session.stoppedAt && start > session.startedAt + 10;

function latestBegunBefore(sessions: readonly Session[], at: number): Session | undefined {
  const begun = sessions.filter((session) => session.startedAt <= at + TOLERANCE);
  return begun.sort((a, b) => b.startedAt - a.startedAt)[0] ?? sessions[0];
}
