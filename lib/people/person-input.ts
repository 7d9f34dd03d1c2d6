import { z } from "zod";
import { isOneLine } from "@/lib/kernel/text";

/** One line of text as a person types it: no control characters, so that it cannot pretend to be more than a name. */
const oneLine = (max: number) =>
  z.string().trim().max(max, `At most ${max} characters.`).refine(isOneLine, "Use plain text on one line.");

export const personInput = {
  email: z
    .string()
    .trim()
    .normalize("NFC")
    .max(254, "This address is too long.")
    .toLowerCase()
    .pipe(z.email("Enter an e-mail address, such as ana@example.com.")),
  name: oneLine(120).default(""),
  company: oneLine(120).default(""),
  message: z.string().trim().max(1000, "At most 1,000 characters.").default(""),
};

export const reasonInput = z.string().trim().max(500, "At most 500 characters.").default("");
