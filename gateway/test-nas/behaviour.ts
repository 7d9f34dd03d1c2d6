/**
 * How a NAS takes a Disconnect-Request:
 * - `honest`: acknowledges, ends the session and tells of its end (Accounting-Stop, Admin-Reset);
 * - `keeps talking`: acknowledges and lets the session go on;
 * - `refuses`: answers Disconnect-NAK with this Error-Cause, and the session goes on;
 * - `silent`: says nothing, and the session goes on;
 * - `late`: honest, after so many seconds;
 * - `restarts`: says nothing, goes down and comes up without any of its sessions (Accounting-On).
 */
export type Behaviour =
  | "honest"
  | "keeps talking"
  | "silent"
  | "restarts"
  | { refuses: number }
  | { late: number };

export const SESSION_CONTEXT_NOT_FOUND = 503;
export const NAS_IDENTIFICATION_MISMATCH = 403;
