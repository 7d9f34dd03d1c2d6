import { z } from "zod";
import { invalid } from "@/lib/kernel/errors";

const moment = z.iso.datetime({ offset: true, error: "Enter a date." }).transform((text) => new Date(text));

/** From when until when a new credential is good, and what becomes of the one it replaces. */
export const validity = z.object({
  validFrom: moment.nullish().transform((at) => at ?? null),
  validUntil: moment.nullish().transform((at) => at ?? null),
});

/** The old one: good until its own end, until a moment, until the new one is first used, or no longer at all. */
export const overlap = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("until"), at: moment }),
  z.object({ kind: z.literal("first_use"), atTheLatest: moment.nullish().transform((at) => at ?? null) }),
]);

export type Overlap = z.output<typeof overlap>;

/** Throws `invalid` where the dates cannot be. */
export function readValidity({ validFrom, validUntil }: z.output<typeof validity>, now: Date) {
  const from = validFrom ?? now;
  if (validUntil !== null && validUntil <= now)
    throw invalid("The end is not in the future.", { validUntil: "Must be in the future." });
  if (validUntil !== null && validUntil <= from)
    throw invalid("The end is before the beginning.", { validUntil: "Must be after the beginning." });
  return { validFrom: from, validUntil };
}

export function readOverlap(chosen: Overlap, now: Date) {
  if (chosen.kind === "none") return { oldUntil: now, endsOnFirstUse: false };
  const until = chosen.kind === "until" ? chosen.at : chosen.atTheLatest;
  if (until !== null && until <= now)
    throw invalid("The end of the old one is not in the future.", { overlap: "Must be in the future." });
  return { oldUntil: until, endsOnFirstUse: chosen.kind === "first_use" };
}
