import { z } from "zod";
import { holdCredential } from "@/lib/credentials/hold-credential";
import { openCredentials } from "@/lib/credentials/open";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Shows one password to somebody who says why, and records that they saw it. */
export const revealCredential = command({
  name: "credential.reveal",
  permission: "credential.reveal",
  input: z.object({
    credentialId: z.uuid(),
    reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
  }),
  target: ({ credentialId }) => ({ kind: "credential", id: credentialId }),
  async run({ db, actor, now, audit }, { credentialId, reason }) {
    const { username, device_id: id, label } = await holdCredential(db, actor.account.id, credentialId);
    const [opened] = await openCredentials(db, actor.account.id, [credentialId], now);
    if (!opened) throw conflict("This credential is no longer good, so it is not shown.");
    audit("credential.revealed", { target: { kind: "device", id, label }, username, reason });
    return { username, password: opened.password };
  },
});
