import { z } from "zod";
import { type BulkKind, type BulkPermission, bulkKinds } from "@/lib/bulk/kinds";
import { conflict, Missing } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Whoever may do a kind of work may stop it: their own, or anybody's when they hold its permission in the whole account. */
const cancel = (permission: BulkPermission, kinds: readonly BulkKind[]) =>
  command({
    name: `bulk.cancel_${kinds.join("_or_")}`,
    permission,
    input: z.object({ bulkActionId: z.uuid() }),
    target: ({ bulkActionId }) => ({ kind: "bulk_action", id: bulkActionId }),
    async run({ db, actor, scope, now, audit, publish }, { bulkActionId }) {
      const action = await db
        .selectFrom("bulk_action")
        .where("account_id", "=", actor.account.id)
        .where("id", "=", bulkActionId)
        .where("operation", "in", kinds)
        .$if(scope !== "all", (query) => query.where("requested_by", "=", actor.membershipId))
        .select(["id", "operation", "status", "requested_by"])
        .forUpdate()
        .executeTakeFirst();
      if (!action) throw new Missing("bulk_action", [bulkActionId]);
      if (action.status !== "waiting" && action.status !== "running")
        throw conflict("This work has already ended.");
      await db
        .updateTable("bulk_action")
        .set({ status: "cancelled", finished_at: now })
        .where("account_id", "=", actor.account.id)
        .where("id", "=", bulkActionId)
        .execute();
      const label = bulkKinds[action.operation as BulkKind].words;
      audit("bulk.cancelled", { target: { kind: "bulk_action", id: bulkActionId, label } });
      publish({ topic: "bulk_action", id: bulkActionId, membershipId: action.requested_by });
      return { id: bulkActionId };
    },
  });

export const cancelActivating = cancel("device.activate", ["activate"]);
export const cancelSuspending = cancel("device.suspend", ["suspend", "resume"]);
export const cancelIsolating = cancel("device.isolate", ["isolate", "release"]);
export const cancelGenerating = cancel("credential.generate", ["generate_credentials", "rotate_credentials"]);
export const cancelGrouping = cancel("group.assign", ["add_to_group", "remove_from_group"]);
