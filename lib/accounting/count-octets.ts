import type { Base, Point, Step, Wide } from "@/lib/accounting/session";

const TWO_TO_32 = 2 ** 32;

export const inOrder = (timed: boolean) => (a: Point, b: Point) =>
  (timed ? (a.seconds ?? 0) - (b.seconds ?? 0) : a.at - b.at) || compareTies(a, b);

function compareTies(a: Point, b: Point): number {
  return (
    Number(a.stop) - Number(b.stop) ||
    a.at - b.at ||
    (a.up ?? 0) + (a.down ?? 0) - (b.up ?? 0) - (b.down ?? 0)
  );
}

/**
 * What each point adds. Counters run on for a whole session, so a counter that is wide counts as far as it has reached,
 * and one of 32 bits that is less than before has gone round once.
 */
export function stepsOf(base: Base | null, points: readonly Point[], wide: Wide): Step[] {
  const up = counting(base?.up ?? 0, base?.upTotal ?? 0, wide.up);
  const down = counting(base?.down ?? 0, base?.downTotal ?? 0, wide.down);
  return points.map((point) => ({ at: point.at, up: up(point.up), down: down(point.down) }));
}

function counting(last: number, total: number, wide: boolean): (value: number | null) => number {
  return (value) => {
    if (value === null) return 0;
    let added: number;
    if (wide) added = Math.max(0, value - total);
    else added = value >= last ? value - last : value - last + TWO_TO_32;
    last = value;
    total += added;
    return added;
  };
}
