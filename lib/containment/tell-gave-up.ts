import { getContainment } from "@/lib/containment/get-containment";
import { CordonError } from "@/lib/kernel/errors";
import type { TaskPayload } from "@/lib/kernel/tasks";
import { gaveUpMail } from "@/lib/mail/gave-up";
import { actAsSystem } from "@/lib/operation/act-as-system";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";

/** Writes to whoever asked, if they are still a member and see the devices, about those that are still given up. */
export async function tellGaveUp(payload: TaskPayload<"tell-gave-up">): Promise<void> {
  const { accountId, membershipId, deviceIds, bulkActionId } = payload;
  const member = await actAsSystem(accountId, "containment.find_asker", ({ db }) =>
    db
      .selectFrom("membership")
      .where("account_id", "=", accountId)
      .where("id", "=", membershipId)
      .select("user_id")
      .executeTakeFirst(),
  );
  const actor = member && (await resolveMemberById(accountId, member.user_id));
  if (!actor) return;
  const labels: string[] = [];
  for (const deviceId of deviceIds) {
    const { current } = await perform(actor, getContainment, { deviceId }).catch(unseen);
    if (current?.status === "gave_up") labels.push(current.deviceLabel);
  }
  if (labels.length === 0) return;
  const { slug } = actor.account;
  const path = bulkActionId
    ? `/${slug}/containment?bulkActionId=${bulkActionId}&status=gave_up`
    : labels.length === 1 && deviceIds.length === 1
      ? `/${slug}/devices/${deviceIds[0]}`
      : `/${slug}/containment?status=gave_up`;
  // no more are counted than are named, unless she sees all that are named
  const devices = labels.length === deviceIds.length ? payload.devices : labels.length;
  const mail = gaveUpMail({ name: actor.label, email: actor.email }, actor.account, {
    labels,
    devices,
    at: new Date(payload.at),
    path,
  });
  await actAsSystem(accountId, "containment.tell", ({ enqueue }) => enqueue("send-mail", mail));
}

function unseen(error: unknown): { current: null } {
  if (error instanceof CordonError && (error.code === "not_found" || error.code === "forbidden"))
    return { current: null };
  throw error;
}
