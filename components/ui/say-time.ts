const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "always", style: "short" });
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** "3 min ago", "in 2 days". Seconds are counted only when asked for. */
export function sayRelative(at: number, now: number, seconds: boolean) {
  const away = (at - now) / 1000;
  const size = Math.abs(away);
  for (const [unit, length] of steps) {
    if (size >= length) return relative.format(Math.trunc(away / length), unit).replace(".", "");
  }
  if (!seconds) return away > 0 ? "in under a minute" : "just now";
  return size < 1 ? "just now" : relative.format(Math.trunc(away), "second").replace(".", "");
}

/** "22 Nov 2026, 16:20:03 GMT+1". Without a zone given: the reader's own. */
export function sayExact(at: number, zone?: string) {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    timeZone: zone,
  }).format(at);
}
