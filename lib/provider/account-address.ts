import { z } from "zod";

/** First parts of addresses that are not accounts': an account of such a name could never be opened. */
const taken = new Set(
  "accounts api factor-reset forgotten-password health icon invitation metrics provider reset-password sign-in sign-out sign-up static you".split(
    " ",
  ),
);

/** The part of the portal's addresses that names an account. */
export const accountAddress = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](-?[a-z0-9])*$/, "Use small letters, digits and single hyphens, such as north-water.")
  .min(2, "Use at least 2 characters.")
  .max(40, "Use at most 40 characters.")
  .refine((slug) => !taken.has(slug), "This word is used by Cordon itself. Choose another.");
