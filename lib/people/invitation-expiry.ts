const week = 7 * 24 * 60 * 60 * 1000;

/** An invitation works for a week, and never longer than the access it gives. */
export function invitationExpiry(now: Date, accessEndsAt: Date | null): Date {
  const inAWeek = new Date(now.getTime() + week);
  return accessEndsAt !== null && accessEndsAt < inAWeek ? accessEndsAt : inAWeek;
}
