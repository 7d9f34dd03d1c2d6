import type { MovedDevice } from "@/lib/groups/put-into-group";
import type { CommandContext } from "@/lib/operation/operation";

/** Says what happened to the group and to each device, so that the log of either tells who let whom see what. */
export function recordMoves(
  { audit, publish }: Pick<CommandContext<"group.assign">, "audit" | "publish">,
  action: "group.devices_added" | "group.devices_removed",
  group: { id: string; name: string },
  devices: readonly MovedDevice[],
): void {
  audit(action, { target: { kind: "group", id: group.id, label: group.name }, count: devices.length });
  for (const device of devices)
    audit(action, {
      target: { kind: "device", id: device.id, label: device.label },
      group: { id: group.id, name: group.name },
    });
  if (devices.length === 0) return;
  publish({ topic: "devices", devices: devices.map(({ id, groups }) => ({ id, groups })) });
  publish({ topic: "groups" });
}
