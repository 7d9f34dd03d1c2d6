import { z } from "zod";
import { deviceKinds } from "@/lib/devices/kind";
import { deviceStates } from "@/lib/devices/state";

/** "active,suspended" in an address, a list elsewhere. */
const several = <const Word extends string>(words: readonly Word[]) =>
  z
    .union([z.string().transform((text) => text.split(",").filter(Boolean)), z.array(z.string())])
    .pipe(z.array(z.enum(words)).max(words.length))
    .optional();

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u001f\u007f]/g;

/** What narrows a list of devices: the same in the list, its count, and work on all that match. */
export const deviceFilters = z.object({
  /** the beginning of a label or of an identifier */
  q: z
    .string()
    .max(200)
    .transform((text) => text.replace(controls, " ").trim())
    .optional(),
  state: several(deviceStates),
  kind: several(deviceKinds),
  online: z.union([z.boolean(), z.stringbool()]).optional(),
  group: z.uuid().optional(),
});

export type DeviceFilters = z.output<typeof deviceFilters>;
export type DeviceFilterInput = z.input<typeof deviceFilters>;
