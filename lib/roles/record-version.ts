import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";

/** Keeps what a role became, for good. */
export async function recordVersion(
  db: AccountDb,
  actor: Member,
  change: "created" | "changed" | "deleted",
  role: {
    id: string;
    version: number;
    name: string;
    description: string;
    permissions: readonly Permission[];
    replacedBy?: string | null;
  },
): Promise<void> {
  await db
    .insertInto("role_version")
    .values({
      role_id: role.id,
      version: role.version,
      change,
      name: role.name,
      description: role.description,
      permissions: [...role.permissions],
      changed_by: actor.membershipId,
      changed_by_label: actor.label,
      replaced_by: role.replacedBy ?? null,
    })
    .execute();
}
