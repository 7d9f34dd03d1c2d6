import type { Refused } from "@/lib/auth/factors/answers";
import { isName } from "@/lib/auth/person-name";

/** What its owner calls a factor, or why it cannot be called so. */
export function readFactorName(typed: string): { name: string } | { refused: Refused } {
  const name = typed.trim();
  if (isName(name)) return { name };
  return { refused: { outcome: "refused", why: "Enter 1 to 100 characters on one line.", field: "name" } };
}
