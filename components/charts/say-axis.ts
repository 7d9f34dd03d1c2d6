import type { UsagePoint } from "./usage-point";

const hour = 3_600_000;

/** As much of a date as tells neighbours apart, given how far they stand from each other. */
export function sayStep(points: UsagePoint[]) {
  const first = new Date(points[0]?.at ?? 0).getTime();
  const second = new Date(points[1]?.at ?? 0).getTime();
  const last = new Date(points.at(-1)?.at ?? 0).getTime();
  const step = second - first;
  const byDay = step >= 20 * hour;
  const withDay = byDay || last - first > 26 * hour;
  const short = new Intl.DateTimeFormat("en-GB", {
    ...(withDay && { day: "numeric", month: "short" }),
    ...(!byDay && { hour: "2-digit", minute: "2-digit" }),
  });
  const long = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    ...(!byDay && { hour: "2-digit", minute: "2-digit", timeZoneName: "short" }),
  });
  return {
    short: (at: string | number) => short.format(new Date(at)),
    long: (at: string | number) => long.format(new Date(at)),
  };
}

/** Steps of 1, 2 or 5 times a power of ten: what a reader of bytes expects on an axis. */
export function byteTicks(max: number) {
  if (max <= 0) return [0];
  const rough = Math.max(max / 4, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const count = Math.ceil(max / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
