import { inOrder, stepsOf } from "@/lib/accounting/count-octets";
import type { Seconds, SessionAttributes, SessionRecord } from "@/lib/accounting/record";
import { beginSession, findRun, impliedStart } from "@/lib/accounting/runs";
import type { Base, Point, Session } from "@/lib/accounting/session";

const HOUR = 3600;
/** How many of a session's newest points find a late record its place. */
const KEPT = 24;

/** Octets to add per hour (its first second); negative where a late record moves octets to the hour they belong to. */
export type HourlyUsage = Map<Seconds, { up: number; down: number }>;

export interface Folded {
  /** every session of the key that the records touched, by run */
  sessions: Session[];
  usage: HourlyUsage;
}

/**
 * Folds records of one device's session key into its sessions. Pure, and a function of the set of records: repeating,
 * reordering or splitting them over several calls changes no sum. known is not changed.
 */
export function foldSession(
  known: readonly Session[],
  records: readonly SessionRecord[],
  rebootedAt: Seconds | null,
): Folded {
  const sessions = known.map((session) => ({ ...session, points: [...session.points] }));
  const touched = new Set<Session>();
  const before = new Map(sessions.map((session) => [session, hoursOf(session)]));
  for (const record of [...records].sort(byTime)) {
    let session = findRun(sessions, record);
    if (!session) {
      session = beginSession(sessions.length, record);
      sessions.push(session);
    }
    touched.add(session);
    take(session, record);
  }
  const usage: HourlyUsage = new Map();
  for (const session of touched) {
    session.points.sort(inOrder(session.timed));
    add(usage, hoursOf(session), 1);
    add(usage, before.get(session) ?? new Map(), -1);
    compact(session);
    closeByReboot(session, rebootedAt);
  }
  for (const [hour, { up, down }] of usage) if (up === 0 && down === 0) usage.delete(hour);
  return { sessions: [...touched], usage };
}

const byTime = (a: SessionRecord, b: SessionRecord) => a.at - b.at || (a.seconds ?? 0) - (b.seconds ?? 0);

function take(session: Session, record: SessionRecord): void {
  begin(session, record);
  if (record.status === "stop") stop(session, record);
  session.attributes = merge(session.attributes, record.attributes, record.at >= session.lastHeardAt);
  session.lastHeardAt = Math.max(session.lastHeardAt, record.at);
  if (record.status !== "start" && (record.up || record.down)) count(session, record);
}

/** The best that tells when it began decides; of two that are as good, the earlier. */
function begin(session: Session, record: SessionRecord): void {
  const implied = impliedStart(record);
  const from = record.status === "start" ? "start" : implied === null ? "first-heard" : "session-time";
  const better = trust.indexOf(from) - trust.indexOf(session.startFrom);
  if (better < 0) return;
  const start = implied ?? record.at;
  session.startedAt = better > 0 ? start : Math.min(session.startedAt, start);
  session.startFrom = from;
}

const trust: Session["startFrom"][] = ["first-heard", "session-time", "start"];

function stop(session: Session, record: SessionRecord): void {
  const known = session.stopHeard ? session.stoppedAt : null;
  session.stoppedAt = known === null ? record.at : Math.min(known, record.at);
  session.stopCause = record.stopCause ?? (session.stopHeard ? session.stopCause : null);
  session.stopHeard = true;
}

function count(session: Session, record: SessionRecord): void {
  const point: Point = {
    seconds: record.seconds,
    stop: record.status === "stop",
    at: record.at,
    up: record.up?.octets ?? null,
    down: record.down?.octets ?? null,
  };
  session.timed &&= point.seconds !== null;
  session.wide = {
    up: session.wide.up || record.up?.wide === true,
    down: session.wide.down || record.down?.wide === true,
  };
  if (session.base && inOrder(session.timed)(point, session.base) <= 0) return;
  const known = session.base ? [session.base, ...session.points] : session.points;
  if (!known.some((other) => says(other, point))) session.points.push(point);
}

/** The same record again: its time may differ where the NAS gives none of its own. */
const says = (a: Point, b: Point) =>
  a.seconds === b.seconds &&
  a.stop === b.stop &&
  a.up === b.up &&
  a.down === b.down &&
  (a.seconds !== null || a.at === b.at);

/** What is known later wins; what is not said leaves what was said before. */
function merge(known: SessionAttributes, said: SessionAttributes, later: boolean): SessionAttributes {
  const [first, second] = later ? [said, known] : [known, said];
  return {
    framedIp: first.framedIp ?? second.framedIp,
    framedIpv6Prefix: first.framedIpv6Prefix ?? second.framedIpv6Prefix,
    apn: first.apn ?? second.apn,
    rat: first.rat ?? second.rat,
    imei: first.imei ?? second.imei,
    interimSeconds: first.interimSeconds ?? second.interimSeconds,
    userName: first.userName ?? second.userName,
    nasAddress: first.nasAddress ?? second.nasAddress,
  };
}

/** The usage of each hour, as far as the session's points tell; what was let go into its base is not counted again. */
function hoursOf(session: Session): HourlyUsage {
  const hours: HourlyUsage = new Map();
  for (const step of stepsOf(session.base, session.points, session.wide)) {
    const hour = step.at - (step.at % HOUR);
    const sum = hours.get(hour) ?? { up: 0, down: 0 };
    hours.set(hour, { up: sum.up + step.up, down: sum.down + step.down });
  }
  return hours;
}

function add(usage: HourlyUsage, hours: HourlyUsage, sign: 1 | -1): void {
  for (const [hour, { up, down }] of hours) {
    const sum = usage.get(hour) ?? { up: 0, down: 0 };
    usage.set(hour, { up: sum.up + sign * up, down: sum.down + sign * down });
  }
}

/** Sums the session up, and lets the oldest of too many points go into its base. */
function compact(session: Session): void {
  const steps = stepsOf(session.base, session.points, session.wide);
  let { upTotal = 0, downTotal = 0 }: Partial<Base> = session.base ?? {};
  const dropped = session.points.length - KEPT;
  for (const [index, step] of steps.entries()) {
    upTotal += step.up;
    downTotal += step.down;
    const point = session.points[index];
    if (index < dropped && point)
      session.base = {
        ...point,
        up: point.up ?? session.base?.up ?? null,
        down: point.down ?? session.base?.down ?? null,
        upTotal,
        downTotal,
      };
  }
  if (dropped > 0) session.points = session.points.slice(dropped);
  session.upTotal = upTotal;
  session.downTotal = downTotal;
}

function closeByReboot(session: Session, rebootedAt: Seconds | null): void {
  if (rebootedAt === null || session.stoppedAt !== null || session.startedAt >= rebootedAt) return;
  session.stoppedAt = rebootedAt;
  session.stopCause = "NAS-Reboot";
}
