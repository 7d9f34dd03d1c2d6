import { z } from "zod";

/** An address as it is stored and compared: one mailbox, lower case. Lists, quoted names and look-alike signs are refused. */
export const emailAddress = z
  .string()
  .trim()
  .normalize("NFC")
  .max(254, "This address is too long.")
  .toLowerCase()
  .pipe(z.email("Enter an e-mail address, such as ana@example.com."));

/** The address in what somebody typed, or null. */
export function readEmail(typed: unknown): string | null {
  const parsed = emailAddress.safeParse(typed);
  return parsed.success ? parsed.data : null;
}
