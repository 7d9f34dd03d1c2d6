import type { Member } from "@/lib/access/actor";
import { holdsOn } from "@/lib/devices/holds-on";
import type { DeviceState } from "@/lib/devices/state";

export type DeviceAction = "edit" | "activate" | "suspend" | "resume" | "terminate";

const permissionOf = {
  edit: "device.edit",
  activate: "device.activate",
  suspend: "device.suspend",
  resume: "device.suspend",
  terminate: "device.terminate",
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
  device: { state: DeviceState; groups: readonly number[] },
): DeviceAction[] {
  return possibleIn[device.state].filter((action) => holdsOn(actor, permissionOf[action], device.groups));
}
