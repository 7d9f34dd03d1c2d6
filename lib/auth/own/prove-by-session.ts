import "server-only";
import type {
  PhoneChannel,
  PublicKeyCredentialRequestOptionsJSON,
  WaysToProve,
} from "@/lib/auth/factors/answers";
import { sendPhoneCode } from "@/lib/auth/factors/send-phone-code";
import { startKeyProof } from "@/lib/auth/factors/start-key-proof";
import { waysToProve } from "@/lib/auth/factors/ways-to-prove";
import { type OwnResult, ownResult, signInFirst } from "@/lib/auth/own/own-result";
import { currentSession } from "@/lib/auth/sessions/current-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { sayWait } from "@/lib/auth/sign-in/say-wait";
import { CordonError } from "@/lib/kernel/errors";

async function holder(): Promise<SignedIn> {
  const me = await currentSession();
  if (!me) throw signInFirst();
  return me;
}

/** How whoever holds this session may prove who they are. */
export const waysOfSession = (): Promise<OwnResult<WaysToProve>> =>
  ownResult(async () => waysToProve(await holder()));

export const startProofWithKey = (): Promise<OwnResult<PublicKeyCredentialRequestOptionsJSON>> =>
  ownResult(async () => startKeyProof(await holder()));

/** Sends a code to one of one's own phones. */
export const sendProofCode = (
  phoneId: string,
  channel: PhoneChannel,
): Promise<OwnResult<{ hint: string; expiresAt: string }>> =>
  ownResult(async () => {
    const answer = await sendPhoneCode(await holder(), { phoneId, channel }, await clientAddress());
    if (answer.outcome === "sent") return { hint: answer.hint, expiresAt: answer.expiresAt };
    if (answer.outcome === "throttled")
      throw new CordonError(
        "throttled",
        `Enough codes were sent for now. Wait ${sayWait(answer.waitSeconds)}, or choose another way.`,
      );
    if (answer.outcome === "refused") throw new CordonError("invalid", answer.why);
    throw new CordonError("not_found", "This number is not one of yours any more. Choose another way.");
  });
