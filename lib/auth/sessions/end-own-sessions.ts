import "server-only";
import { z } from "zod";
import { endOwnSessions } from "@/lib/auth/sessions/own-sessions";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { invalid } from "@/lib/kernel/errors";
import { type ActionResult, answer } from "@/lib/operation/action";

type Ended = ActionResult<{ ended: number }>;

/** For the action behind "End this session". Answers step_up_required where the last proof is too old. */
export async function endOwnSession(sessionId: unknown): Promise<Ended> {
  const me = await signedInOrRedirect();
  return answer(async () => {
    const id = z.uuid().safeParse(sessionId);
    if (!id.success) throw invalid("This is not a session.");
    return { ended: await endOwnSessions(me, { only: id.data }, await clientAddress()) };
  });
}

/** For the action behind "End all others". */
export async function endOtherSessions(): Promise<Ended> {
  const me = await signedInOrRedirect();
  return answer(async () => ({ ended: await endOwnSessions(me, "others", await clientAddress()) }));
}
