const threeDays = 72 * 60 * 60 * 1000;

/** An invitation works for 72 hours, and never longer than the access it gives. */
export function invitationExpiry(now: Date, accessEndsAt: Date | null): Date {
  const atMost = new Date(now.getTime() + threeDays);
  return accessEndsAt !== null && accessEndsAt < atMost ? accessEndsAt : atMost;
}
