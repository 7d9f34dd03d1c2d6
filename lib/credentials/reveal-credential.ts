import { z } from "zod";
import type { AccountDb } from "@/db/scoped";
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
    const held = await holdCredential(db, actor.account.id, credentialId);
    const [opened] = await openCredentials(db, actor.account.id, [credentialId], now);
    if (!opened) throw conflict(await whyNotShown(db, actor.account.id, credentialId));
    const { username, device_id: id, label } = held;
    audit("credential.revealed", {
      target: { kind: "device", id, label },
      username,
      reason,
      ...(opened.oneWay && { keptOneWay: true }),
    });
    return { username, password: opened.password, oneWay: opened.oneWay };
  },
});

/** Read after it was tried: somebody else may have been shown it meanwhile. */
async function whyNotShown(db: AccountDb, accountId: string, credentialId: string): Promise<string> {
  const { kept_one_way_at: since } = await holdCredential(db, accountId, credentialId);
  return since === null
    ? "This credential is no longer good, so it is not shown."
    : "This password is kept one way and is not shown again. Renew the credential for a new one.";
}
