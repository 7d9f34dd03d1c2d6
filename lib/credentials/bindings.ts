import { z } from "zod";

/** What of a device's own the network may be asked to name with a credential. */
export const bindings = ["imsi", "msisdn", "imei"] as const;
export type Binding = (typeof bindings)[number];

const distinct = <Item>(items: readonly Item[]) => [...new Set(items)];

/** A NAS as it names itself, or a group of them: what RADIUS carries in a string attribute, without a comma. */
const nasName = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[^,\p{Cc}]+$/u, "No commas, and nothing that cannot be seen.");

/** With what else, and from where alone, a credential is accepted; nothing asks for nothing. */
export const boundTo = z.object({
  boundTo: z.array(z.enum(bindings)).max(10).default([]).transform(distinct),
  nasOnly: z.array(nasName).max(50, "At most 50.").default([]).transform(distinct),
});

export type BoundTo = z.output<typeof boundTo>;
