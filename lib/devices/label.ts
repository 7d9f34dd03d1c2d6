import { z } from "zod";

/** What people call a device. */
export const deviceLabel = z
  .string()
  .trim()
  .min(1, "Give the device a label.")
  .max(80, "A label has at most 80 characters.")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a label cannot hold
  .refine((label) => !/[\u0000-\u001f\u007f]/.test(label), "A label is one line of text.");

export const deviceNote = z.string().trim().max(2_000, "A note has at most 2,000 characters.");
