const DAY = 86_400_000;

/** The end that is offered for an extension: the same length again, counted from the end, or from now when it has passed. */
export function suggestEnd(
  grant: { startsAt: Date | null; createdAt: Date; endsAt: Date; extendedFrom: Date | null },
  now: Date,
): Date {
  const from = grant.extendedFrom ?? grant.startsAt ?? grant.createdAt;
  const length = Math.max(grant.endsAt.getTime() - from.getTime(), DAY);
  return new Date(Math.max(grant.endsAt.getTime(), now.getTime()) + length);
}
