import { createHash } from "node:crypto";
import type { Behaviour } from "../../gateway/test-nas/behaviour";
import type { NetworkCredential } from "../seed/credentials";
import type { NetworkDevice } from "../seed/seed-account";

/** A SIM as the demonstration's network sees it: where it is attached, what it does, and how steadily. */
export interface Station {
  imsi: string;
  msisdn: string;
  imei: string;
  /** what it signs on with; without one the network lets it on unasked */
  credential?: NetworkCredential | undefined;
  nas: Nas;
  address: string;
  /** octets a second at midday */
  up: number;
  down: number;
  habit: "steady" | "flapping" | "fading";
  /** what its NAS does when it is asked to end the station's session */
  whenAskedToEnd: Behaviour;
}

export interface Nas {
  name: string;
  address: string;
  apn: string;
  rat: number;
  /** MCC and MNC */
  network: string;
  /** whether it says how often its 32-bit counters went round */
  gigawords: boolean;
  /** of those that belong together, as the provider calls them */
  group: string;
}

const east = {
  name: "pgw-east-1",
  address: "10.200.0.1",
  apn: "iot.cordon.example",
  rat: 6,
  network: "20408",
  gigawords: true,
  group: "mainland",
};
const west = {
  name: "pgw-west-1",
  address: "10.200.0.2",
  apn: "iot.cordon.example",
  rat: 6,
  network: "26201",
  gigawords: true,
  group: "mainland",
};
const sky = {
  name: "sat-hub-1",
  address: "10.200.9.1",
  apn: "sat.cordon.example",
  rat: 1,
  network: "90103",
  gigawords: false,
  group: "satellite",
};

export const nases: readonly Nas[] = [east, west, sky];

/** A number in [0, 1) that is always the same for the same words. */
export const chance = (...words: (string | number)[]): number =>
  createHash("md5").update(words.join(" ")).digest().readUInt32BE(0) / 2 ** 32;

export function stationOf(device: NetworkDevice, index: number): Station {
  const { imsi, msisdn, imei, credential } = device;
  const whenAskedToEnd = device.whenAskedToEnd ?? "honest";
  const trait = whenAskedToEnd === "honest" ? chance(imsi, "trait") : 1;
  const satellite = device.kind === "satellite";
  const up = satellite ? 6 + 60 * chance(imsi, "up") : usual(imsi);
  return {
    imsi,
    msisdn,
    imei: `${imei.slice(0, 14)}01`,
    credential,
    nas: satellite ? sky : chance(imsi, "side") < 0.6 ? east : west,
    address: `10.${64 + Math.floor(index / 65_000)}.${Math.floor(index / 250) % 256}.${(index % 250) + 2}`,
    up,
    down: up * (0.1 + 0.5 * chance(imsi, "down")),
    habit: trait < 0.1 ? "flapping" : trait < 0.13 ? "fading" : "steady",
    whenAskedToEnd,
  };
}

/** Most devices say little; a few are routers and cameras. */
function usual(imsi: string): number {
  const kind = chance(imsi, "kind");
  const within = chance(imsi, "up");
  if (kind < 0.8) return 10 + 90 * within;
  return kind < 0.96 ? 100 + 400 * within : 1_500 + 6_000 * within;
}

/** SIMs that the network knows and no account has registered. */
export const strangers: readonly Station[] = [1, 2, 3].map((serial) => ({
  imsi: `90124990000000${serial}`,
  msisdn: `882409900000${serial}`,
  imei: `353553009900000${serial}`,
  nas: east,
  address: `10.99.0.${serial + 1}`,
  up: 20 * serial,
  down: 5 * serial,
  habit: "steady",
  whenAskedToEnd: "honest",
}));
