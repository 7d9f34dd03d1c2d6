const steps: [name: string, seconds: number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
];

/** "3 min ago", "in 2 days". Seconds are counted only when asked for. */
export function sayRelative(at: number, now: number, seconds: boolean) {
  const ahead = at > now;
  const away = Math.abs(at - now) / 1000;
  const [name, length] = steps.find(([, size]) => away >= size) ?? ["s", 1];
  if (away < 1 || (name === "s" && !seconds)) return ahead && away >= 30 ? "in under a minute" : "just now";
  const count = Math.trunc(away / length);
  const unit = length >= 86_400 && count > 1 ? `${name}s` : name;
  return ahead ? `in ${count} ${unit}` : `${count} ${unit} ago`;
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
