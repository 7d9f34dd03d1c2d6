/** As in lib/accounting: a NAS that names no interim interval is taken to have this one. */
const DEFAULT_SECONDS = 300;

interface Session {
  last_heard_at: Date;
  interim_seconds: number | null;
}

/** What a session may be silent for before that means something: twice its interim interval. */
export const silenceMs = ({ interim_seconds }: Pick<Session, "interim_seconds">): number =>
  2_000 * (interim_seconds ?? DEFAULT_SECONDS);

export const isSilent = (session: Session, now: Date): boolean =>
  session.last_heard_at.getTime() + silenceMs(session) <= now.getTime();
