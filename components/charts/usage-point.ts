/** One step of time. Null is a gap: nothing is known, which is not zero. */
export type UsagePoint = { at: string | number; down: number | null; up: number | null };

export type UsageThreshold = { label: string; bytes: number };
