import "server-only";
import { isRight } from "@/lib/authentication/check-password";
import type { SignOnCounts } from "@/lib/authentication/count-sign-ons";
import { findTogether } from "@/lib/authentication/find-together";
import { judge } from "@/lib/authentication/judge";
import { withNasGroup } from "@/lib/authentication/nas-groups";
import { recordFirstUse } from "@/lib/authentication/record-first-use";
import type { Credential, SignOn, Verdict } from "@/lib/authentication/sign-on";
import { verifyOneWay } from "@/lib/authentication/verify-one-way";
import { openPassword, usernameLookup } from "@/lib/credentials/public";

/**
 * Whether the network lets this device on. Nothing is remembered from one sign-on to the next: what was revoked is refused
 * from its commit on. Throws when it cannot tell.
 */
export async function authenticate(signOn: SignOn, counts: SignOnCounts): Promise<Verdict> {
  const credentials = await findTogether(usernameLookup(signOn.userName));
  const right = credentials.filter((credential) => shows(signOn, credential));
  const now = new Date();
  const limited = right.some(({ nasOnly }) => nasOnly.length > 0);
  const from = limited ? { ...signOn, nas: await withNasGroup(signOn.nas) } : signOn;
  const verdict = judge(credentials, right, from, now);
  const nas = signOn.nas[0] ?? null;
  if (!verdict.accept) {
    if (verdict.device) counts.failed(verdict.device, verdict.reason, now, nas);
    return verdict;
  }
  const { accountId, id, deviceId, firstUsedAt } = verdict.credential;
  if (firstUsedAt) counts.used({ accountId, id, at: now, nas });
  else if (!(await recordFirstUse(verdict.credential, nas, now))) {
    const device = { accountId, id: deviceId };
    counts.failed(device, "revoked", now, nas);
    return { accept: false, reason: "revoked", device };
  }
  return verdict;
}

/** A password that is kept one way answers PAP only: CHAP needs the password itself. */
function shows({ proof }: SignOn, { sealed, keyVersion, oneWay, ...owner }: Credential): boolean {
  if (sealed) return isRight(proof, openPassword(owner, { sealed, keyVersion }));
  return oneWay !== null && proof.kind === "pap" && verifyOneWay(owner, oneWay, proof.password);
}
