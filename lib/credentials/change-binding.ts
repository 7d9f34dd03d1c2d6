import { z } from "zod";
import { boundTo } from "@/lib/credentials/bindings";
import { holdCredential } from "@/lib/credentials/hold-credential";
import { whyNotBound } from "@/lib/credentials/why-not-bound";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** With what else, and from where alone, the network accepts it from now on. */
export const changeBinding = command({
  name: "credential.change_binding",
  permission: "credential.generate",
  input: boundTo.extend({ credentialId: z.uuid() }),
  target: ({ credentialId }) => ({ kind: "credential", id: credentialId }),
  async run({ db, actor, audit, publish }, { credentialId, boundTo: bound, nasOnly }) {
    const found = await holdCredential(db, actor.account.id, credentialId);
    if (found.revoked_at !== null) throw conflict("It is revoked. Nothing can be changed about it.");
    const why = whyNotBound(found, bound);
    if (why !== null) throw conflict(`Nothing was changed. ${why}`);
    await db
      .updateTable("device_credential")
      .set({ bound_to: bound, nas_only: nasOnly })
      .where("account_id", "=", actor.account.id)
      .where("id", "=", credentialId)
      .execute();
    audit("credential.binding_changed", {
      target: { kind: "device", id: found.device_id, label: found.label },
      username: found.username,
      before: { boundTo: found.bound_to, nasOnly: found.nas_only },
      after: { boundTo: bound, nasOnly },
    });
    publish({ topic: "devices", devices: [{ id: found.device_id, groups: found.groups }] });
    return { id: credentialId };
  },
});
