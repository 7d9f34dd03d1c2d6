import type { Permission } from "@/lib/access/permissions";
import { covers, type Scope } from "@/lib/access/scope";

interface Reach {
  /** of its role */
  permissions: readonly Permission[];
  scope: Scope;
  /** null: it has begun */
  startsAt: Date | null;
  endsAt: Date | null;
}

/** Whether a changed grant gives nothing that it did not give before. A grant that has ended gives nothing to keep. */
export function narrows(before: Reach, after: Reach, now: Date): boolean {
  if (before.endsAt !== null && before.endsAt <= now) return false;
  if (!after.permissions.every((permission) => before.permissions.includes(permission))) return false;
  if (!covers(before.scope, after.scope)) return false;
  const begun = (at: Date | null) => (at === null || at <= now ? now : at);
  if (begun(after.startsAt) < begun(before.startsAt)) return false;
  return before.endsAt === null || (after.endsAt !== null && after.endsAt <= before.endsAt);
}
