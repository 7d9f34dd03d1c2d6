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

/** Throws conflict when a device in this state cannot go to that one, or is not in the state it was to be taken from. */
export function assertTransition(state: string, to: DeviceState, from?: DeviceState): void {
  if (from === to) throw conflict(`This device is already ${stateWords[to].toLowerCase()}.`);
  const is = stateWords[state as DeviceState]?.toLowerCase() ?? state;
  if (!following[state as DeviceState]?.includes(to))
    throw conflict(`This device is ${is}, so it cannot become ${stateWords[to].toLowerCase()}.`);
  if (from !== undefined && state !== from)
    throw conflict(`This device is ${is}, and not ${stateWords[from].toLowerCase()}.`);
}
