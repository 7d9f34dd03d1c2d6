/** A browser opens one stream per tab. More than these of one session are a program that holds on to the server. */
const most = 30;

const taken = new Map<string, number>();

/** A place for one more stream of this session, as the way to give it back once; null when all are taken. */
export function takePlace(sessionId: string): (() => void) | null {
  const before = taken.get(sessionId) ?? 0;
  if (before >= most) return null;
  taken.set(sessionId, before + 1);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    const left = (taken.get(sessionId) ?? 1) - 1;
    if (left > 0) taken.set(sessionId, left);
    else taken.delete(sessionId);
  };
}
