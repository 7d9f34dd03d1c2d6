import type { Member } from "@/lib/access/actor";
import { holdsOn } from "@/lib/devices/holds-on";
import type { DeviceState } from "@/lib/devices/state";

export type DeviceAction = "edit" | "activate" | "suspend" | "resume" | "terminate" | "isolate" | "release";

const permissionOf = {
  edit: "device.edit",
  activate: "device.activate",
  suspend: "device.suspend",
  resume: "device.suspend",
  terminate: "device.terminate",
  isolate: "device.isolate",
  release: "device.isolate",
} as const;

const possibleIn: Record<DeviceState, readonly DeviceAction[]> = {
  ordered: ["edit", "terminate"],
  in_stock: ["edit", "activate", "terminate"],
  active: ["edit", "suspend", "terminate"],
  suspended: ["edit", "resume", "terminate"],
  terminated: ["edit"],
};

/** What this actor may do to a device in this state and these groups. For showing; each operation decides for itself. */
export function actionsOn(
  actor: Member,
  device: { state: DeviceState; isolated: boolean; groups: readonly number[] },
): DeviceAction[] {
  const contained: DeviceAction[] = device.isolated ? ["release"] : ["isolate"];
  const possible = device.state === "terminated" && !device.isolated ? [] : contained;
  return [...possibleIn[device.state], ...possible].filter((action) =>
    holdsOn(actor, permissionOf[action], device.groups),
  );
}
