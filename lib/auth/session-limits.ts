/** How long a session lives unused, and at most: shorter for those who stand above every account. */
export const sessionLimits = {
  member: { idleMinutes: 30, absoluteHours: 12 },
  provider: { idleMinutes: 15, absoluteHours: 8 },
} as const;
