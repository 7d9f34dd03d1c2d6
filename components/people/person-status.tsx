import { Status } from "@/components/ui/status";
import type { EndedBecause, MemberStatus } from "@/lib/people/member-status";

const ended: Record<EndedBecause, string> = {
  removed: "Removed",
  expired: "Access expired",
  revoked: "Access revoked",
  nothing_given: "No access",
};

/** Whether somebody has access, and why not: expired, revoked and removed are three things. */
export function PersonStatus({
  status,
  because,
  expired,
}: {
  status: MemberStatus;
  because: EndedBecause | null;
  /** of an invitation: its link no longer works */
  expired?: boolean;
}) {
  if (status === "active") return <Status tone="ok">Active</Status>;
  if (status === "invited")
    return expired ? <Status tone="warn">Invitation expired</Status> : <Status tone="wait">Invited</Status>;
  if (status === "upcoming") return <Status tone="wait">Starts later</Status>;
  return <Status tone="quiet">{ended[because ?? "nothing_given"]}</Status>;
}
