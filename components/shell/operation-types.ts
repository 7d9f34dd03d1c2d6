import type { z } from "zod";
import type { ActionResult } from "@/lib/operation/action";
import type { Operation } from "@/lib/operation/operation";

/** What an operation answers. */
// biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission and input
export type OutputOf<Op> = Op extends Operation<any, any, infer Output> ? Output : never;

/** An operation as a page hands it down: its server action. */
export type ActionOf<Op> =
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  Op extends Operation<any, infer Input extends z.ZodType, infer Output>
    ? (account: string, input: z.input<Input>) => Promise<ActionResult<Output>>
    : never;
