import type { z } from "zod";
import type { ActionResult } from "@/lib/operation/action";
import type { Operation } from "@/lib/operation/operation";

/** An operation of the provider as a page hands it down: its server action. */
export type ProviderActionOf<Op> =
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  Op extends Operation<any, infer Input extends z.ZodType, infer Output>
    ? (input: z.input<Input>) => Promise<ActionResult<Output>>
    : never;
