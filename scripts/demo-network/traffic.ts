import { chance, type Station } from "./station";

const HOUR = 3600;

/** Quiet at night, busy at midday (UTC). */
function ofDay(at: number): number {
  const hour = (at / HOUR) % 24;
  return 0.3 + 0.7 * Math.max(0, Math.sin(((hour - 5) / 16) * Math.PI));
}

/** Octets that a station uses between two moments: the same whoever asks, so that what is told of the past joins what is told live. */
export function octetsBetween(station: Station, from: number, to: number): { up: number; down: number } {
  let [up, down] = [0, 0];
  for (let at = from; at < to; ) {
    const end = Math.min(to, at - (at % HOUR) + HOUR);
    const hour = Math.floor(at / HOUR);
    const mood = ofDay(at) * (0.6 + 0.8 * chance(station.imsi, hour)) * (end - at);
    up += station.up * mood;
    down += station.down * mood * (0.7 + 0.6 * chance(station.imsi, hour, "down"));
    at = end;
  }
  return { up: Math.round(up), down: Math.round(down) };
}
