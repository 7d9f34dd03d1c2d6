import type { Seconds, SessionAttributes } from "@/lib/accounting/record";

/** What one record said of a session's counters. */
export interface Point {
  /** Acct-Session-Time */
  seconds: number | null;
  stop: boolean;
  at: Seconds;
  /** null: this record did not say */
  up: number | null;
  down: number | null;
}

/** The last of the points that were let go, with the sums up to it. */
export interface Base extends Point {
  upTotal: number;
  downTotal: number;
}

/** Which directions have been counted in more than 32 bits. */
export interface Wide {
  up: boolean;
  down: boolean;
}

/**
 * One accounting session: all that its records said, whatever the order they came in and however often.
 * The newest points are kept, so that a record that arrives late finds its place among them.
 */
export interface Session {
  run: number;
  startedAt: Seconds;
  /** whether its Start told when it began, or the session time of other records; else it is when it was first heard */
  startFrom: "start" | "session-time" | "first-heard";
  lastHeardAt: Seconds;
  stoppedAt: Seconds | null;
  /** a Stop was heard, and stoppedAt is its time; else the NAS rebooted */
  stopHeard: boolean;
  stopCause: string | null;
  /** every point has its Acct-Session-Time, the best there is to put them in order; else the records' times must do */
  timed: boolean;
  wide: Wide;
  base: Base | null;
  points: Point[];
  upTotal: number;
  downTotal: number;
  attributes: SessionAttributes;
}

/** The points in order, with what each adds to what came before it. */
export interface Step {
  at: Seconds;
  up: number;
  down: number;
}
