export const containmentStatuses = [
  "ending",
  "watching",
  "away",
  "still_sending",
  "gave_up",
  "released",
  "superseded",
] as const;
/**
 * ending: its sessions are being asked to end. watching: all are over, and it must stay away for the watch time. away: it did.
 * still_sending: heard from although its sessions were said to be over. gave_up: a session could not be ended, and is not over.
 */
export type ContainmentStatus = (typeof containmentStatuses)[number];

export const statusWords: Record<ContainmentStatus, string> = {
  ending: "Ending its sessions",
  watching: "Sessions ended, watching",
  away: "Stayed away",
  still_sending: "Still sending",
  gave_up: "Gave up",
  released: "Released",
  superseded: "Replaced by a later one",
};

export type ContainmentCause = "isolated" | "suspended" | "terminated";

export type DisconnectStatus =
  | "waiting"
  | "asked"
  | "acknowledged"
  | "refused"
  | "no_answer"
  | "ended"
  | "gave_up"
  | "unknown_nas";

export const eventKinds = [
  "contained",
  "asked",
  "acknowledged",
  "refused",
  "no_answer",
  "session_ended",
  "fell_silent",
  "still_sending",
  "new_session",
  "sign_on_refused",
  "stayed_away",
  "gave_up",
  "released",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** RADIUS attributes by name; several values where it came several times. */
export type RawAttributes = Record<string, string | string[]>;

/** What an event tells beside its attributes. */
export interface EventDetail {
  reason?: string;
  by?: string;
  attempt?: number;
  errorCause?: number | null;
  /** when it is asked again */
  next?: string | null;
  /** in words, where no answer of a NAS says it */
  why?: string;
  upBytes?: number;
  downBytes?: number;
  startedAt?: string;
  /** how many sign-ons were refused since the last such event, why, and from which NAS */
  times?: number;
  reasons?: string[];
  nas?: string | null;
  since?: string;
  sessions?: number;
  [key: string]: unknown;
}

/** As pages and the JSON route show it; times as ISO 8601. */
export interface Containment {
  id: string;
  deviceId: string;
  deviceLabel: string;
  cause: ContainmentCause;
  status: ContainmentStatus;
  reason: string;
  askedAt: string;
  askedBy: string;
  bulkActionId: string | null;
  sessions: ContainedSession[];
  /** the oldest first */
  events: ContainmentEvent[];
  /** how many sign-ons of the device were refused since */
  signOnsRefused: number;
  stayedAwaySince: string | null;
  /** until when it must stay away to count as proven; null while it has not begun to */
  watchUntil: string | null;
  closedAt: string | null;
  closedBy: string | null;
}

export interface ContainedSession {
  id: string;
  nas: string;
  acctSessionId: string;
  framedIp: string | null;
  /** acknowledged: the NAS says that it is over; ended: the network showed it */
  status: DisconnectStatus;
  attempts: number;
  nextAttemptAt: string | null;
  errorCause: { code: number; name: string; words: string; advice: string } | null;
  acknowledgedAt: string | null;
  endedAt: string | null;
  endedBy: "stop" | "restart" | "silence" | null;
  stillSendingAt: string | null;
  /** in the network's time: what it last said of the session */
  lastHeardAt: string;
  startedAt: string;
  upBytes: number;
  downBytes: number;
}

export interface ContainmentEvent {
  id: string;
  at: string;
  kind: EventKind;
  sessionId: string | null;
  attributes: RawAttributes;
  detail: EventDetail;
  words: string;
}

/** One that is over, or a row of the list. */
export interface ContainmentSummary {
  id: string;
  deviceId: string;
  deviceLabel: string;
  cause: ContainmentCause;
  status: ContainmentStatus;
  reason: string;
  askedAt: string;
  askedBy: string;
  bulkActionId: string | null;
  sessions: number;
  signOnsRefused: number;
  stayedAwaySince: string | null;
  closedAt: string | null;
  closedBy: string | null;
}
