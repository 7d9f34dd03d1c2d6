import type { Member } from "@/lib/access/actor";
import { getImport } from "@/lib/imports/get-import";
import { importDevices } from "@/lib/imports/import-devices";
import { failImport } from "@/lib/imports/report-progress";
import type { TaskPayload } from "@/lib/kernel/tasks";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { toVisibleError } from "@/lib/operation/visible-error";

/** Imports a file as whoever uploaded it, with the rights they have now. */
export async function importDevicesTask({
  accountId,
  userId,
  importId,
}: TaskPayload<"import-devices">): Promise<void> {
  const actor = await resolveMemberById(accountId, userId);
  if (!actor)
    return failImport(accountId, importId, "The person who uploaded this file is no longer in this account.");
  try {
    await perform(actor, importDevices, { importId });
  } catch (error) {
    const { code, message } = toVisibleError(error);
    if (code === "not_found") return;
    if (code === "forbidden" || code === "internal") return failImport(accountId, importId, message);
    // another import or person took an identifier at the same moment, or the database is away: checked anew
    if (await isOpen(actor, importId)) throw error;
  }
}

async function isOpen(actor: Member, importId: string): Promise<boolean> {
  const { status } = await perform(actor, getImport, { importId });
  return status === "checking" || status === "importing";
}
