import { conflict } from "@/lib/kernel/errors";

export const deviceStates = ["ordered", "in_stock", "active", "suspended", "terminated"] as const;
export type DeviceState = (typeof deviceStates)[number];

export const stateWords: Record<DeviceState, string> = {
  ordered: "Ordered",
  in_stock: "In stock",
  active: "Active",
  suspended: "Suspended",
  terminated: "Terminated",
};

/** ordered → in stock → active ⇄ suspended → terminated, which is final. A device may be terminated from any state before. */
const following: Record<DeviceState, readonly DeviceState[]> = {
  ordered: ["in_stock", "terminated"],
  in_stock: ["active", "terminated"],
  active: ["suspended", "terminated"],
  suspended: ["active", "terminated"],
  terminated: [],
};

/** Throws conflict when a device in this state cannot go to that one. */
export function assertTransition(from: string, to: DeviceState): void {
  if (following[from as DeviceState]?.includes(to)) return;
  const is = stateWords[from as DeviceState]?.toLowerCase() ?? from;
  throw conflict(`This device is ${is}, so it cannot become ${stateWords[to].toLowerCase()}.`);
}
