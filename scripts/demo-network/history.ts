import { type Packet, packetOf } from "./packet";
import { chance, type Station } from "./station";
import { octetsBetween } from "./traffic";

const HOUR = 3600;
const DAY = 24 * HOUR;
const DEVICES_AT_ONCE = 40;

/**
 * What the network would have told between two moments, hour by hour, the newest days first: a session a day for each
 * station, in batches. Always the same for the same time, so telling it again counts nothing twice.
 */
export function* history(stations: readonly Station[], from: number, to: number): Generator<Packet[]> {
  for (let end = to; end > from; end = Math.max(from, end - (end % DAY || DAY))) {
    const begin = Math.max(from, end - (end % DAY || DAY));
    for (let first = 0; first < stations.length; first += DEVICES_AT_ONCE)
      yield stations.slice(first, first + DEVICES_AT_ONCE).flatMap((station) => dayOf(station, begin, end));
  }
}

/** A station is away on some days, and for an hour or two on others. */
function dayOf(station: Station, from: number, to: number): Packet[] {
  const day = Math.floor(from / DAY);
  if (chance(station.imsi, day, "away") < 0.03) return [];
  const begun = from + Math.floor(Math.min(HOUR, (to - from) / 4) * chance(station.imsi, day, "begun"));
  const packets: Packet[] = [];
  let [up, down, told] = [0, 0, begun];
  const tell = (status: "Interim-Update" | "Stop", at: number) => {
    const used = octetsBetween(station, told, at);
    [up, down, told] = [up + used.up, down + used.down, at];
    const session = `${station.imsi.slice(-6)}-day-${begun.toString(16)}`;
    packets.push(packetOf(station, { status, session, begun, at, up, down, interim: HOUR }));
  };
  for (let at = begun - (begun % HOUR) + HOUR - 1; at < to - 1; at += HOUR)
    if (at > begun) tell("Interim-Update", at);
  if (to - 1 > told) tell("Stop", to - 1);
  return packets;
}
