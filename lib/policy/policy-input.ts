import { z } from "zod";
import { normaliseRange } from "@/lib/access/address-ranges";
import { factorKinds } from "@/lib/access/proof";
import { isOneLine } from "@/lib/kernel/text";
import { whoNeedsFactor } from "@/lib/policy/account-policy";

const range = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give each range a name, such as the office it belongs to.")
    .max(80, "A range's name has at most 80 characters.")
    .refine(isOneLine, "A range's name is plain text on one line."),
  range: z
    .string()
    .max(60, "This is no address range.")
    .transform((text, context) => {
      const form = normaliseRange(text);
      if (form !== null && !form.endsWith("/0")) return form;
      context.addIssue(
        form === null
          ? `“${text.trim()}” is no address range. Write it like 192.0.2.0/24 or 2001:db8::/32.`
          : `${form} admits every address. Leave the list empty instead.`,
      );
      return z.NEVER;
    }),
});

/** What decides who must have which second factor. */
export const factorRulesInput = {
  secondFactor: z.enum(whoNeedsFactor, "Choose who needs a second factor."),
  graceUntil: z.iso
    .datetime({ offset: true, error: "Choose a date." })
    .transform((text) => new Date(text))
    .nullable()
    .default(null),
  kinds: z
    .array(z.enum(factorKinds))
    .transform((chosen) => factorKinds.filter((kind) => chosen.includes(kind)))
    .refine(
      (kinds) => kinds.includes("app") || kinds.includes("key"),
      "Allow authenticator apps or security keys: codes by text or call alone are too weak.",
    ),
  phishingResistant: z.boolean(),
};

export const policyInput = z.object({
  version: z.int().min(0),
  ...factorRulesInput,
  idleMinutes: z.int("Enter whole minutes.").min(5, "At least 5 minutes.").max(60, "At most 60 minutes."),
  absoluteHours: z.int("Enter whole hours.").min(1, "At least 1 hour.").max(24, "At most 24 hours."),
  ranges: z
    .array(range)
    .max(50, "At most 50 address ranges.")
    .refine(
      (all) => new Set(all.map((each) => each.range)).size === all.length,
      "A range stands here twice.",
    ),
});

export type PolicyInput = z.output<typeof policyInput>;
