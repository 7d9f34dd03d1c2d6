import "server-only";
import { CordonError, type VisibleError } from "@/lib/kernel/errors";
import { toVisibleError } from "@/lib/operation/visible-error";

/** What an action on one's own sign-in answers, in the form that actions in an account have too. */
export type OwnResult<Data> = { ok: true; data: Data } | { ok: false; error: VisibleError };

export async function ownResult<Data>(work: () => Promise<Data>): Promise<OwnResult<Data>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    const { status: _, ...visible } = toVisibleError(error);
    return { ok: false, error: visible };
  }
}

export const signInFirst = () => new CordonError("unauthenticated", "Your session is over. Sign in again.");
