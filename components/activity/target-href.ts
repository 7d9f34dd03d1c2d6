import type { useViewer } from "@/components/shell/viewer";
import type { EventView } from "@/lib/audit/read-event";

/** Where the thing an event is about can be seen, if this viewer may go there. */
export function targetHref(event: EventView, { account, can }: ReturnType<typeof useViewer>): string | null {
  if (!event.targetId || event.targetLabel === null) return null;
  const at = `/${account.slug}`;
  if (event.targetKind === "device" && can("device.view")) return `${at}/devices/${event.targetId}`;
  if (event.targetKind === "group" && can("group.view") && event.action !== "group.deleted")
    return `${at}/groups/${event.targetId}`;
  if (event.targetKind === "member" && can("member.view")) return `${at}/people/${event.targetId}`;
  if (event.targetKind === "role" && can("member.view")) return `${at}/people/roles/${event.targetId}`;
  if (event.targetKind === "access_request" && can("grant.manage"))
    return `${at}/people/requests/${event.targetId}`;
  if (event.targetKind === "offboarding" && can("member.view"))
    return `${at}/people/offboarding/${event.targetId}`;
  if (event.targetKind === "access_review" && can("member.view"))
    return `${at}/people/reviews/${event.targetId}`;
  if (event.targetKind === "invitation" && can("member.view"))
    return `${at}/people?search=${encodeURIComponent(event.targetLabel)}`;
  return null;
}
