import type { ReviewItem } from "@/lib/reviews/read-items";

/** The numbers of a report. */
export interface ReviewCounts {
  total: number;
  kept: number;
  narrowed: number;
  ended: number;
  /** ended without a decision: revoked elsewhere, or at their time */
  meanwhile: number;
  waiting: number;
  people: number;
  /** decided by the person whose grant it is */
  own: number;
  elevated: number;
}

export function countItems(items: readonly ReviewItem[]): ReviewCounts {
  const count = (is: (item: ReviewItem) => boolean) => items.filter(is).length;
  return {
    total: items.length,
    kept: count(({ state }) => state === "kept"),
    narrowed: count(({ state }) => state === "narrowed"),
    ended: count(({ state }) => state === "ended"),
    meanwhile: count(({ state }) => state === "revoked" || state === "expired"),
    waiting: count(({ state }) => state === "waiting"),
    people: new Set(items.map(({ member }) => member.id)).size,
    own: count(({ own }) => own),
    elevated: count(({ used }) => (used?.elevated.length ?? 0) > 0),
  };
}
