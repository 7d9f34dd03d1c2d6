import type { z } from "zod";
import { type CordonError, invalid } from "@/lib/kernel/errors";

/** What is wrong with an input, field by field. */
export function invalidInput(error: z.ZodError): CordonError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || "input"] ??= issue.message;
  return invalid("Some of what was entered cannot be used. See the marked fields.", fields);
}
