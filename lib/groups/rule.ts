import { z } from "zod";
import { deviceKinds, type IdentifierName, identifierWords, writePlainly } from "@/lib/devices/public";
import { isOneLine } from "@/lib/kernel/text";

/** The identifiers that a rule can name a range of. */
export const ruleIdentifiers = [
  "iccid",
  "imsi",
  "msisdn",
  "imei",
  "devEui",
] as const satisfies IdentifierName[];

const label = z.object({
  how: z.enum(["begins", "contains"]),
  text: z
    .string()
    .trim()
    .min(1, "Enter what the label begins with or contains.")
    .max(80, "A label has at most 80 characters.")
    .refine(isOneLine, "A label is one line of text."),
});

const identifier = z
  .object({
    name: z.enum(ruleIdentifiers),
    from: z.string().max(80, "This is too long for an identifier."),
    to: z.string().max(80, "This is too long for an identifier."),
  })
  .transform(({ name, from, to }) => ({ name, from: writePlainly(name, from), to: writePlainly(name, to) }))
  .superRefine(({ name, from, to }, context) => {
    const problem = (path: "from" | "to", message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const shape = name === "devEui" ? /^[0-9a-f]{1,16}$/ : /^\d{1,20}$/;
    const digits = name === "devEui" ? "hexadecimal digits" : "digits";
    for (const [path, value] of [["from", from] as const, ["to", to] as const])
      if (value === "")
        problem(path, `Enter the ${path === "from" ? "first" : "last"} ${identifierWords[name]}.`);
      else if (!shape.test(value))
        problem(path, `This ${identifierWords[name]} is not made of ${digits} only.`);
    if (!shape.test(from) || !shape.test(to)) return;
    if (from.length !== to.length)
      problem("to", `Both ends have the same number of digits. The first has ${from.length}.`);
    else if (from > to) problem("to", "The last one comes before the first.");
  });

const one = <Value extends z.ZodType>(value: Value, name: string) =>
  z
    .array(value)
    .min(1, `Choose at least one ${name}.`)
    .max(300)
    .transform((values) => [...new Set(values)].sort());

/** What a device must be to come into a group by itself: all of the conditions that are given. */
export const groupRule = z
  .strictObject({
    kinds: one(z.enum(deviceKinds), "kind").optional(),
    label: label.optional(),
    identifier: identifier.optional(),
    networks: one(
      z.string().regex(/^\d{3}-\d{2,3}$/, "A network is written as MCC-MNC, for example 204-08."),
      "network",
    ).optional(),
    countries: one(
      z.string().regex(/^[A-Z]{2}$/, "A country is written with its two letters, for example NL."),
      "country",
    ).optional(),
  })
  .refine((rule) => Object.values(rule).some((condition) => condition !== undefined), {
    message: "Give at least one condition.",
  });

export type GroupRule = z.output<typeof groupRule>;
export type GroupRuleInput = z.input<typeof groupRule>;

/** A rule as it is kept: the same rule is always the same text. */
export function writeRule({ kinds, label, identifier, networks, countries }: GroupRule): string {
  return JSON.stringify({ kinds, label, identifier, networks, countries });
}

/** A rule as it comes from the database, where keys have another order. */
export const readRule = (stored: unknown): GroupRule | null =>
  stored === null ? null : groupRule.parse(stored);
