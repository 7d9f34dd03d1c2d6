export const deviceKinds = ["cellular", "satellite", "lorawan"] as const;
export type DeviceKind = (typeof deviceKinds)[number];

export const kindWords: Record<DeviceKind, string> = {
  cellular: "Cellular",
  satellite: "Satellite",
  lorawan: "LoRaWAN",
};
