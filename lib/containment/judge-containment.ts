import type {
  ContainmentStatus,
  DisconnectStatus,
  EventDetail,
  EventKind,
  RawAttributes,
} from "./containment";
import { silenceMs } from "./silence";

/** What is known of a session that is to end. */
export interface WatchedSession {
  id: string | null;
  sessionId: string;
  status: DisconnectStatus;
  silentBefore: boolean;
  nextAttemptAt: Date | null;
  acknowledgedAt: Date | null;
  stillSendingAt: Date | null;
  endedAt: Date | null;
  endedBy: "stop" | "restart" | "silence" | null;
  nas: string;
  acctSessionId: string;
  startedAt: Date;
  lastHeardAt: Date;
  stoppedAt: Date | null;
  stopCause: string | null;
  interimSeconds: number | null;
  upBytes: number;
  downBytes: number;
}

export interface Watched {
  id: string;
  deviceId: string;
  askedAt: Date;
  status: ContainmentStatus;
  sessions: WatchedSession[];
  /** heard of since, and not among those that are to end */
  others: WatchedSession[];
  /** there may be more of them */
  more: boolean;
  refusals: { total: number; told: number; toldAt: Date | null; lastNas: string | null; reasons: string[] };
}

export interface Happening {
  sessionId: string | null;
  at: Date;
  kind: EventKind;
  attributes: RawAttributes;
  detail: EventDetail;
}

export interface Judgement {
  status: ContainmentStatus;
  endedAt: Date | null;
  stayedAwaySince: Date | null;
  nextLookAt: Date;
  sessions: WatchedSession[];
  changed: WatchedSession[];
  begun: WatchedSession[];
  events: Happening[];
  refusedTold: number;
  refusedToldAt: Date | null;
}

/** Clocks of NAS and portal are not the same, and a record may have been on its way when the NAS answered. */
const TOLERANCE = 5_000;
const DAY = 86_400_000;

const later = (a: Date, ms: number) => new Date(a.getTime() + ms);
const isAfter = (a: Date, b: Date) => a.getTime() > b.getTime() + TOLERANCE;

/**
 * What the network's records say of a contained device at this moment. All times of sessions are the network's own: when a
 * record was made counts, and not when it arrived. Pure.
 */
export function judgeContainment(watched: Watched, now: Date, watchSeconds: number): Judgement {
  const events: Happening[] = [];
  const looks: Date[] = watched.more ? [now] : [];
  const changed: WatchedSession[] = [];
  const known = watched.sessions.map((session) => {
    const next = judgeSession(session, watched.askedAt, now, events, looks);
    if (next !== session) changed.push(next);
    return next;
  });
  const begun = watched.others.map((session) => begin(session, watched, now, events));
  const sessions = [...known, ...begun];

  const { told, toldAt, refusedEvent } = tellRefusals(watched, now, looks);
  if (refusedEvent) events.push(refusedEvent);

  const ended = sessions.every((session) => session.endedAt !== null && session.stillSendingAt === null);
  const endedAt = ended ? latest(watched.askedAt, sessions) : null;
  const watchUntil = endedAt && later(endedAt, watchSeconds * 1_000);
  let status: ContainmentStatus;
  if (sessions.some((session) => session.stillSendingAt !== null)) status = "still_sending";
  else if (sessions.some(hasFailed)) status = "gave_up";
  else if (!watchUntil) status = "ending";
  else if (watchUntil > now) status = "watching";
  else status = "away";
  if (watchUntil && status === "watching") looks.push(watchUntil);
  if (status === "away" && watched.status !== "away")
    events.push({
      sessionId: null,
      at: now,
      kind: "stayed_away",
      attributes: {},
      detail: { since: endedAt?.toISOString(), times: watched.refusals.total },
    });
  return {
    status,
    endedAt,
    stayedAwaySince: endedAt,
    nextLookAt: new Date(Math.min(...looks.map((look) => look.getTime()), now.getTime() + DAY)),
    sessions,
    changed,
    begun,
    events,
    refusedTold: told,
    refusedToldAt: toldAt,
  };
}

/** It could not be ended and is not asked again. */
const hasFailed = ({ status, nextAttemptAt, endedAt }: WatchedSession) =>
  endedAt === null &&
  nextAttemptAt === null &&
  (status === "gave_up" || status === "refused" || status === "unknown_nas");

const latest = (askedAt: Date, sessions: readonly WatchedSession[]) =>
  sessions.reduce((last, { endedAt }) => (endedAt && endedAt > last ? endedAt : last), askedAt);

function judgeSession(
  session: WatchedSession,
  askedAt: Date,
  now: Date,
  events: Happening[],
  looks: Date[],
): WatchedSession {
  const { stoppedAt, lastHeardAt } = session;
  let next = session;
  if (stoppedAt && session.endedBy !== "stop" && session.endedBy !== "restart") {
    next = {
      ...session,
      status: "ended",
      endedAt: stoppedAt,
      endedBy: session.stopCause === "NAS-Reboot" ? "restart" : "stop",
      stillSendingAt: null,
      nextAttemptAt: null,
    };
    events.push(endOf(next, stoppedAt));
  }
  // what the NAS itself said, or what was taken for the end
  const over = stoppedAt ?? next.acknowledgedAt;
  if (over && isAfter(lastHeardAt, over)) {
    if (next.stillSendingAt === null && !silentSince(next, now)) {
      next = { ...next, stillSendingAt: lastHeardAt };
      if (!stoppedAt) next = { ...next, status: "acknowledged", endedAt: null, endedBy: null };
      events.push(heard("still_sending", next, lastHeardAt));
    }
  } else if (!over && next.endedBy === "silence" && isAfter(lastHeardAt, next.endedAt ?? askedAt)) {
    next = {
      ...next,
      status: "waiting",
      endedAt: null,
      endedBy: null,
      silentBefore: false,
      nextAttemptAt: now,
    };
    events.push(heard("new_session", next, lastHeardAt, { begunBefore: true }));
  }
  return judgeSilence(next, now, events, looks);
}

const silentSince = (session: WatchedSession, now: Date) =>
  later(session.lastHeardAt, silenceMs({ interim_seconds: session.interimSeconds })) <= now;

/** Silence says something once the NAS acknowledged, or where the session was silent already when nobody could be asked. */
function judgeSilence(
  session: WatchedSession,
  now: Date,
  events: Happening[],
  looks: Date[],
): WatchedSession {
  const { acknowledgedAt, lastHeardAt, stoppedAt, stillSendingAt } = session;
  if (session.endedAt !== null && stillSendingAt === null) return session;
  const counts =
    acknowledgedAt ?? stoppedAt ?? (session.silentBefore && hasFailed(session) ? lastHeardAt : null);
  if (!counts) return session;
  const from = new Date(Math.max(lastHeardAt.getTime(), counts.getTime()));
  const at = later(from, silenceMs({ interim_seconds: session.interimSeconds }));
  if (at > now) {
    looks.push(at);
    return session;
  }
  const quiet: WatchedSession = {
    ...session,
    status: "ended",
    endedAt: at,
    endedBy: stoppedAt ? session.endedBy : "silence",
    stillSendingAt: null,
    nextAttemptAt: null,
  };
  events.push(heard("fell_silent", quiet, at, { lastHeardAt: lastHeardAt.toISOString() }));
  return quiet;
}

/** A session that was heard of while the device is contained. One that is over already is only told. */
function begin(
  session: WatchedSession,
  { askedAt, status }: Watched,
  now: Date,
  events: Happening[],
): WatchedSession {
  const fresh = status === "away" || isAfter(session.startedAt, askedAt);
  events.push(heard("new_session", session, session.startedAt, { begunBefore: !fresh }));
  if (!session.stoppedAt)
    return { ...session, stillSendingAt: fresh ? session.lastHeardAt : null, nextAttemptAt: now };
  events.push(endOf(session, session.stoppedAt));
  return {
    ...session,
    status: "ended",
    endedAt: session.stoppedAt,
    endedBy: session.stopCause === "NAS-Reboot" ? "restart" : "stop",
  };
}

const named = (session: WatchedSession): RawAttributes => ({
  "NAS-Identifier": session.nas,
  "Acct-Session-Id": session.acctSessionId,
});

const figures = (session: WatchedSession): EventDetail => ({
  startedAt: session.startedAt.toISOString(),
  upBytes: session.upBytes,
  downBytes: session.downBytes,
});

function heard(kind: EventKind, session: WatchedSession, at: Date, detail: EventDetail = {}): Happening {
  return {
    sessionId: session.sessionId,
    at,
    kind,
    attributes: named(session),
    detail: { ...figures(session), ...detail },
  };
}

const endOf = (session: WatchedSession, at: Date): Happening => ({
  ...heard("session_ended", session, at),
  attributes: {
    ...named(session),
    "Acct-Status-Type": session.stopCause === "NAS-Reboot" ? "Accounting-On" : "Stop",
    ...(session.stopCause !== null && { "Acct-Terminate-Cause": session.stopCause }),
  },
});

/** Told as they come, and the many of a device that goes on trying together: each minute, later each hour. */
function tellRefusals({ refusals }: Watched, now: Date, looks: Date[]) {
  const { total, told, toldAt, lastNas, reasons } = refusals;
  const silent = { told, toldAt, refusedEvent: null };
  if (total <= told) return silent;
  const next = toldAt && later(toldAt, told < 50 ? 60_000 : 3_600_000);
  if (next && next > now) {
    looks.push(next);
    return silent;
  }
  const refusedEvent: Happening = {
    sessionId: null,
    at: now,
    kind: "sign_on_refused",
    attributes: lastNas === null ? {} : { "NAS-Identifier": lastNas },
    detail: { times: total - told, reasons, nas: lastNas },
  };
  return { told: total, toldAt: now, refusedEvent };
}
