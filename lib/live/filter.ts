import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import type { LiveMessage } from "@/lib/live/change";

/** What leaves the server: which lists may have changed, and which of the devices this viewer sees. */
export type LiveEvent =
  | { topic: "devices"; ids: string[] }
  | { topic: "groups" | "people" | "imports" | "access" }
  | { topic: "bulk_action"; id: string };

const seenWith = {
  groups: "group.view",
  people: "member.view",
  imports: "device.register",
} as const satisfies Record<string, Permission>;

/** The part of a change that this viewer may know of, or null. No device outside the viewer's scope is in it. */
export function filterFor(viewer: Member, message: LiveMessage): LiveEvent | null {
  switch (message.topic) {
    case "devices": {
      const scope = viewer.scopes.get("device.view");
      if (scope === undefined) return null;
      const ids = message.devices
        .filter((device) => scope === "all" || device.groups.some((group) => scope.includes(group)))
        .map((device) => device.id);
      return ids.length > 0 ? { topic: "devices", ids } : null;
    }
    case "bulk_action":
      return message.membershipId === viewer.membershipId && seesTheirWork(viewer)
        ? { topic: "bulk_action", id: message.id }
        : null;
    case "access":
      return { topic: "access" };
    default:
      return viewer.scopes.has(seenWith[message.topic]) ? { topic: message.topic } : null;
  }
}

/** Work on devices that a seer may not see is not told to who looks as the member that asked for it. */
const seesTheirWork = ({ seer }: Member) => !seer || seer.scopes.get("device.view") === "all";
