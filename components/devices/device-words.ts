import type { IdentifierName } from "@/lib/devices/identifiers";
import type { DeviceKind } from "@/lib/devices/kind";
import type { DeviceState } from "@/lib/devices/state";
import type { Tone } from "../ui/tone";

export const stateWords: Record<DeviceState, { word: string; tone: Tone }> = {
  ordered: { word: "Ordered", tone: "wait" },
  in_stock: { word: "In stock", tone: "quiet" },
  active: { word: "Active", tone: "ok" },
  suspended: { word: "Suspended", tone: "warn" },
  terminated: { word: "Terminated", tone: "bad" },
};

export const kindWords: Record<DeviceKind, string> = {
  cellular: "Cellular",
  satellite: "Satellite",
  lorawan: "LoRaWAN",
};

export const identifierWords: Record<IdentifierName, string> = {
  iccid: "ICCID",
  imsi: "IMSI",
  msisdn: "MSISDN",
  imei: "IMEI",
  eid: "EID",
  devEui: "DevEUI",
  joinEui: "JoinEUI",
};

export const states = Object.keys(stateWords) as DeviceState[];
export const kinds = Object.keys(kindWords) as DeviceKind[];

export const deviceNoun = { one: "device", many: "devices" };

/** The identifier that is printed on the thing itself. */
export function mainIdentifier(device: { iccid: string | null; imsi: string | null; devEui: string | null }) {
  if (device.iccid) return { name: identifierWords.iccid, value: device.iccid };
  if (device.devEui) return { name: identifierWords.devEui, value: device.devEui };
  if (device.imsi) return { name: identifierWords.imsi, value: device.imsi };
  return null;
}
