/** How long a session lives unused, and at most, where no account says otherwise: shorter for those who stand above every account. */
export const sessionLimits = {
  member: { idleMinutes: 30, absoluteHours: 12 },
  provider: { idleMinutes: 15, absoluteHours: 8 },
} as const;

/** No account may allow more (NIST SP 800-63B-4, 2.2.3), so no cookie outlives this. */
export const LONGEST_SESSION_HOURS = 24;

/** How long the second factor may take after the password. */
export const HALF_SIGNED_IN_MINUTES = 10;
