import { sql } from "kysely";
import { z } from "zod";
import { claim, claimItems } from "@/lib/bulk/claim-items";
import type { CredentialKind } from "@/lib/bulk/kinds";
import { boundTo, issueCredentials } from "@/lib/credentials/public";
import { command } from "@/lib/operation/operation";

const at = z.iso.datetime().transform((text) => new Date(text));

/** Some devices together: their credentials are made and stored at once, and each says what became of it. */
const doCredentials = (kind: CredentialKind) =>
  command({
    name: `bulk.do_${kind}`,
    permission: "credential.generate",
    input: claim.extend({
      validFrom: at,
      validUntil: at.nullable(),
      replacing: z.object({ oldUntil: at.nullable(), endsOnFirstUse: z.boolean() }).nullable(),
      ...boundTo.shape,
    }),
    target: ({ bulkActionId }) => ({ kind: "bulk_action", id: bulkActionId }),
    async run(context, { bulkActionId, items, ...terms }) {
      const { db, actor, audit } = context;
      const claimed = await claimItems(context, { bulkActionId, items });
      const devices = claimed.map((item) => item.device_id);
      const { made, left } = await issueCredentials(context, devices, { ...terms, bulkActionId });
      if (left.length > 0)
        await sql`
          update bulk_action_item i set outcome = 'refused', reason = r.reason
          from unnest(${left.map(({ deviceId }) => deviceId)}::uuid[], ${left.map(({ reason }) => reason)}::text[])
            as r (device_id, reason)
          where i.account_id = ${actor.account.id} and i.bulk_action_id = ${bulkActionId} and i.device_id = r.device_id
        `.execute(db);
      audit(kind === "generate_credentials" ? "credential.generated" : "credential.rotated", {
        target: { kind: "bulk_action", id: bulkActionId },
        count: made.size,
      });
      return claimed.map((item) => item.position);
    },
  });

export const doGenerating = doCredentials("generate_credentials");
export const doRotating = doCredentials("rotate_credentials");
