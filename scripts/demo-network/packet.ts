import type { Nas, Station } from "./station";

/** Attributes by dictionary name. */
export type Packet = Record<string, string | number>;

const TWO_TO_32 = 2 ** 32;

export interface Told {
  status: "Start" | "Interim-Update" | "Stop";
  session: string;
  begun: number;
  at: number;
  up: number;
  down: number;
  interim: number;
  /** Acct-Terminate-Cause of a Stop; User-Request unless said */
  cause?: string;
}

export function packetOf(station: Station, told: Told): Packet {
  const { nas } = station;
  const counter = (name: string, octets: number): Packet => ({
    [`${name}-Octets`]: octets % TWO_TO_32,
    ...(nas.gigawords ? { [`${name}-Gigawords`]: Math.floor(octets / TWO_TO_32) } : {}),
  });
  return {
    "Acct-Status-Type": told.status,
    "Acct-Session-Id": told.session,
    "NAS-Identifier": nas.name,
    "NAS-IP-Address": nas.address,
    "User-Name": station.credential?.username ?? `${station.imsi}@${nas.apn}`,
    "3GPP-IMSI": station.imsi,
    "3GPP-IMEISV": station.imei,
    "3GPP-RAT-Type": nas.rat,
    "3GPP-SGSN-MCC-MNC": nas.network,
    "Calling-Station-Id": station.msisdn,
    "Called-Station-Id": nas.apn,
    "Framed-IP-Address": station.address,
    "Acct-Interim-Interval": told.interim,
    "Event-Timestamp": told.at,
    ...(told.status === "Start"
      ? {}
      : {
          "Acct-Session-Time": told.at - told.begun,
          ...counter("Acct-Input", told.up),
          ...counter("Acct-Output", told.down),
        }),
    ...(told.status === "Stop" ? { "Acct-Terminate-Cause": told.cause ?? "User-Request" } : {}),
  };
}

/** The NAS says that it begins anew: what it had before is over. */
export const bootPacket = (nas: Nas, at: number): Packet => ({
  "Acct-Status-Type": "Accounting-On",
  "Acct-Session-Id": `boot-${at}`,
  "NAS-Identifier": nas.name,
  "NAS-IP-Address": nas.address,
  "Event-Timestamp": at,
});
