import "server-only";
import { z } from "zod";
import type { ChangeFactorAnswer, Factors } from "@/lib/auth/factors/answers";
import { listFactors } from "@/lib/auth/factors/list-factors";
import { removeFactor } from "@/lib/auth/factors/remove-factor";
import { renameFactor } from "@/lib/auth/factors/rename-factor";
import { type OwnResult, ownResult, signInFirst } from "@/lib/auth/own/own-result";
import { currentSession } from "@/lib/auth/sessions/current-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { CordonError, invalid } from "@/lib/kernel/errors";

const which = z.object({ kind: z.enum(["app", "key", "phone"]), id: z.uuid() });
const renamed = which.extend({ name: z.string().max(1_000) });

/** One's own factors, or null where it must be shown first that it is their owner who looks. */
export async function ownFactors(me: SignedIn): Promise<Factors | null> {
  try {
    return await listFactors(me);
  } catch (error) {
    if (error instanceof CordonError && error.code === "step_up_required") return null;
    throw error;
  }
}

export const renameOwnFactor = (given: unknown): Promise<OwnResult<null>> =>
  changing(async (me) => {
    const { kind, id, name } = read(renamed, given);
    return renameFactor(me, kind, id, name);
  });

export const removeOwnFactor = (given: unknown): Promise<OwnResult<null>> =>
  changing(async (me) => {
    const { kind, id } = read(which, given);
    return removeFactor(me, kind, id, await clientAddress());
  });

const changing = (work: (me: SignedIn) => Promise<ChangeFactorAnswer>): Promise<OwnResult<null>> =>
  ownResult(async () => {
    const me = await currentSession();
    if (!me) throw signInFirst();
    const answer = await work(me);
    if (answer.outcome === "gone") throw gone();
    if (answer.outcome === "refused")
      throw invalid(answer.why, answer.field ? { [answer.field]: answer.why } : undefined);
    return null;
  });

function read<Form extends z.ZodType>(form: Form, given: unknown): z.output<Form> {
  const parsed = form.safeParse(given);
  if (!parsed.success) throw gone();
  return parsed.data;
}

const gone = () =>
  new CordonError("not_found", "This is not one of your factors any more. Load the page again.");
