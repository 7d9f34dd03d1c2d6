import { z } from "zod";
import { holdCredential } from "@/lib/credentials/hold-credential";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** From now on the network refuses it. */
export const revokeCredential = command({
  name: "credential.revoke",
  permission: "credential.revoke",
  input: z.object({ credentialId: z.uuid(), reason: z.string().trim().max(500).default("") }),
  target: ({ credentialId }) => ({ kind: "credential", id: credentialId }),
  async run({ db, actor, now, audit, publish }, { credentialId, reason }) {
    const found = await holdCredential(db, actor.account.id, credentialId);
    const revoked = await db
      .updateTable("device_credential")
      .set({ revoked_at: now, revoked_by_label: actor.label })
      .where("account_id", "=", actor.account.id)
      .where("id", "=", credentialId)
      .where("revoked_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!revoked) throw conflict("It is revoked already.");
    audit("credential.revoked", {
      target: { kind: "device", id: found.device_id, label: found.label },
      username: found.username,
      ...(reason && { reason }),
    });
    publish({ topic: "devices", devices: [{ id: found.device_id, groups: found.groups }] });
    return { id: credentialId };
  },
});
