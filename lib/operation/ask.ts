import "server-only";
import { forbidden, notFound, redirect } from "next/navigation";
import type { z } from "zod";
import { toSignIn } from "@/lib/auth/sessions/to-sign-in";
import { CordonError } from "@/lib/kernel/errors";
import { currentActor, currentProvider } from "@/lib/operation/current-actor";
import type { Query } from "@/lib/operation/operation";
import { outsidePlace } from "@/lib/operation/outside-addresses";
import { perform } from "@/lib/operation/perform";

/** The door of pages into an account: the answer, or the page that says why there is none. */
export async function ask<Input extends z.ZodType, Output>(
  account: string,
  // biome-ignore lint/suspicious/noExplicitAny: a query of whichever permission
  query: Query<any, Input, Output>,
  input: z.input<Input>,
): Promise<Output> {
  return orPage(perform(await currentActor(account), query, input), outsidePlace(account));
}

/** The door of the provider's own pages. */
export async function askAsProvider<Input extends z.ZodType, Output>(
  // biome-ignore lint/suspicious/noExplicitAny: a query of whichever permission
  query: Query<any, Input, Output>,
  input: z.input<Input>,
): Promise<Output> {
  return orPage(perform(await currentProvider(), query, input));
}

function orPage<Output>(answer: Promise<Output>, outside?: string): Promise<Output> {
  return answer.catch((error) => {
    if (error instanceof CordonError) {
      if (error.code === "unauthenticated") return toSignIn();
      if (error.code === "incomplete_sign_in" || error.code === "enrolment_required") return toSignIn();
      // what cannot be read in an address leads nowhere
      if (error.code === "not_found" || error.code === "invalid") notFound();
      if (error.code === "forbidden") forbidden();
      if (error.code === "outside_addresses" && outside) redirect(outside);
    }
    throw error;
  });
}
