import type { SessionAttributes } from "@/lib/accounting/record";
import type { Base, Point, Session } from "@/lib/accounting/session";

type StoredPoint = [seconds: number | null, stop: 0 | 1, at: number, up: number | null, down: number | null];

/** What column counters holds: a session's memory, kept small because it is written with every record. */
export interface Counters {
  from: Session["startFrom"];
  stop: boolean;
  timed: boolean;
  wide: [up: boolean, down: boolean];
  base: [...StoredPoint, upTotal: number, downTotal: number] | null;
  points: StoredPoint[];
}

/** A session's row, as far as folding needs it; times are epoch seconds. */
export interface SessionRow extends SessionAttributes {
  run: number;
  startedAt: number;
  lastHeardAt: number;
  stoppedAt: number | null;
  stopCause: string | null;
  upTotal: number;
  downTotal: number;
  counters: Counters;
}

const store = (point: Point): StoredPoint => [
  point.seconds,
  point.stop ? 1 : 0,
  point.at,
  point.up,
  point.down,
];

const restore = ([seconds, stop, at, up, down]: StoredPoint | NonNullable<Counters["base"]>): Point => ({
  seconds,
  stop: stop === 1,
  at,
  up,
  down,
});

export function countersOf(session: Session): Counters {
  const { base } = session;
  return {
    from: session.startFrom,
    stop: session.stopHeard,
    timed: session.timed,
    wide: [session.wide.up, session.wide.down],
    base: base ? [...store(base), base.upTotal, base.downTotal] : null,
    points: session.points.map(store),
  };
}

export function sessionOf(row: SessionRow): Session {
  const { counters } = row;
  const base: Base | null = counters.base && {
    ...restore(counters.base),
    upTotal: counters.base[5],
    downTotal: counters.base[6],
  };
  return {
    run: row.run,
    startedAt: row.startedAt,
    startFrom: counters.from,
    lastHeardAt: row.lastHeardAt,
    stoppedAt: row.stoppedAt,
    stopHeard: counters.stop,
    stopCause: row.stopCause,
    timed: counters.timed,
    wide: { up: counters.wide[0], down: counters.wide[1] },
    base,
    points: counters.points.map(restore),
    upTotal: row.upTotal,
    downTotal: row.downTotal,
    attributes: {
      framedIp: row.framedIp,
      framedIpv6Prefix: row.framedIpv6Prefix,
      apn: row.apn,
      rat: row.rat,
      imei: row.imei,
      interimSeconds: row.interimSeconds,
      userName: row.userName,
      nasAddress: row.nasAddress,
    },
  };
}

const SILENT_AFTER_INTERVALS = 2;
const DEFAULT_INTERVAL = 300;

/** When a session counts as silent unless it is heard from before; null when it is over, or silent already. */
export function overdueAt(session: Session, now: number): number | null {
  if (session.stoppedAt !== null) return null;
  const interval = session.attributes.interimSeconds ?? DEFAULT_INTERVAL;
  const at = session.lastHeardAt + SILENT_AFTER_INTERVALS * interval;
  return at > now ? at : null;
}
