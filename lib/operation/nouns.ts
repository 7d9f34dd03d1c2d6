import "server-only";
import type { AccountReader } from "@/db/scoped";
import type { Permission } from "@/lib/access/permissions";
import type { Missing, Noun } from "@/lib/kernel/errors";

/** The permission under which each noun is seen: what tells a refusal from an absence. */
export const viewingPermission: Record<Noun, Permission> = {
  device: "device.view",
  group: "group.view",
  member: "member.view",
  role: "member.view",
  grant: "member.view",
  invitation: "member.view",
  access_request: "grant.manage",
  offboarding: "member.view",
  access_review: "member.view",
  bulk_action: "device.view",
  credential: "credential.view",
  import: "device.register",
};

const tableOf = {
  device: "device",
  group: "device_group",
  member: "membership",
  role: "role",
  grant: "role_grant",
  invitation: "invitation",
  access_request: "access_request",
  offboarding: "offboarding",
  access_review: "access_review",
  bulk_action: "bulk_action",
  credential: "device_credential",
  import: "device_import",
} as const satisfies Record<Noun, string>;

/** Whether all that was missing can be seen in this transaction's scope. */
export async function isThere(db: AccountReader, accountId: string, missing: Missing): Promise<boolean> {
  if (missing.ids.length === 0) return false;
  const { seen } = await db
    .selectFrom(tableOf[missing.noun] as "device")
    .where("account_id", "=", accountId)
    .where("id", "in", missing.ids)
    .select((eb) => eb.fn.countAll<number>().as("seen"))
    .executeTakeFirstOrThrow();
  return seen === new Set(missing.ids).size;
}
