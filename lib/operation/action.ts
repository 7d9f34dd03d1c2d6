import "server-only";
import type { z } from "zod";
import type { OwnMembership } from "@/lib/access/permissions";
import type { VisibleError } from "@/lib/kernel/errors";
import { currentActor, currentProvider, currentSelf } from "@/lib/operation/current-actor";
import type { Command, Operation } from "@/lib/operation/operation";
import { perform } from "@/lib/operation/perform";
import { toVisibleError } from "@/lib/operation/visible-error";

export type ActionResult<Output> = { ok: true; data: Output } | { ok: false; error: VisibleError };

/** The door of server actions in an account: `export const suspend = action(suspendDevice)`. The page says which account it is in. */
export function action<Input extends z.ZodType, Output>(
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  operation: Operation<any, Input, Output>,
): (account: string, input: z.input<Input>) => Promise<ActionResult<Output>> {
  return async (account, input) =>
    answer(async () => perform(await currentActor(String(account)), operation, input));
}

/** The same for what somebody does as themselves while they look as somebody else: stopping it, and nothing else. */
export function actionAsSelf<Input extends z.ZodType, Output>(
  operation: Command<OwnMembership, Input, Output>,
): (account: string, input: z.input<Input>) => Promise<ActionResult<Output>> {
  return async (account, input) =>
    answer(async () => perform(await currentSelf(String(account)), operation, input));
}

/** The door of the provider's own server actions. */
export function providerAction<Input extends z.ZodType, Output>(
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  operation: Operation<any, Input, Output>,
): (input: z.input<Input>) => Promise<ActionResult<Output>> {
  return async (input) => answer(async () => perform(await currentProvider(), operation, input));
}

/** What a server action says: what it did, or what a person may see of why it did not. */
export async function answer<Output>(work: () => Promise<Output>): Promise<ActionResult<Output>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    const { status: _, ...visible } = toVisibleError(error);
    return { ok: false, error: visible };
  }
}
