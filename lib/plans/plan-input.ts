import { z } from "zod";

/** RFC 2865 section 5: text of at most 253 octets. What is no printable ASCII could end a line somewhere on its way. */
const text = (words: string) =>
  z
    .string()
    .trim()
    .min(1, words)
    .max(253, "Use at most 253 characters.")
    .regex(/^[\x20-\x7e]*$/, "Use letters, digits and signs of ASCII only.");

const seconds = (least: number, most: number, words: string) =>
  z.int(words).min(least, words).max(most, words).nullish();

const LONGEST = 2 ** 31 - 1;

/** What a person enters of a plan. What is left out is not told to the NAS. */
export const planInput = {
  name: z
    .string()
    .trim()
    .min(1, "Enter a name.")
    .max(100, "Use at most 100 characters.")
    .regex(/^\P{Cc}*$/u, "Use one line."),
  framedPool: z
    .preprocess((value) => (value === "" ? null : value), text("Enter a pool.").nullish())
    .describe("Framed-Pool"),
  filterIds: z.array(text("Enter a filter.")).max(10, "Use at most 10 filters.").default([]),
  sessionTimeout: seconds(60, LONGEST, "Enter at least 60 seconds."),
  idleTimeout: seconds(60, LONGEST, "Enter at least 60 seconds."),
  interimInterval: seconds(60, 86_400, "Enter 60 to 86400 seconds."),
};

export type PlanInput = z.infer<z.ZodObject<typeof planInput>>;

/** What is stored of what was entered. */
export const planColumns = (input: PlanInput) => ({
  name: input.name,
  framed_pool: input.framedPool ?? null,
  filter_ids: [...new Set(input.filterIds)],
  session_timeout: input.sessionTimeout ?? null,
  idle_timeout: input.idleTimeout ?? null,
  interim_interval: input.interimInterval ?? null,
});
