import { z } from "zod";
import { invalid } from "@/lib/kernel/errors";

/** Where access is given: the whole account, or these groups. */
export const scopeInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("account") }),
  z.object({
    kind: z.literal("groups"),
    groupIds: z.array(z.uuid()).min(1, "Choose at least one group.").max(500, "At most 500 groups."),
  }),
]);

export type ScopeInput = z.output<typeof scopeInput>;

/** The end of an extension: there always is one. */
export const laterEndInput = z.iso
  .datetime({ offset: true, error: "Choose a date." })
  .transform((text) => new Date(text));

/** When access ends; null: it does not end by itself. */
export const endsAtInput = laterEndInput.nullable();

/** When access begins; null: at once. */
export const startsAtInput = z.iso
  .datetime({ offset: true, error: "Choose a date." })
  .transform((text) => new Date(text))
  .nullable();

/** Throws invalid for a beginning at or behind the end. */
export function assertBeginsBefore(startsAt: Date | null, endsAt: Date | null): void {
  if (startsAt !== null && endsAt !== null && startsAt >= endsAt)
    throw invalid("Access would end before it begins.", { startsAt: "Choose a date before the end." });
}

/** Throws invalid for an end that has passed: nobody is given access that is over already. */
export function assertEndsLater(endsAt: Date | null, now: Date): void {
  if (endsAt !== null && endsAt <= now)
    throw invalid("The end date has passed already.", { endsAt: "Choose a date to come." });
}
