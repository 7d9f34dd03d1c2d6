import { z } from "zod";

const printable = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Use at most ${most} characters.`)
    .regex(/^[\x20-\x7e]*$/, "Use letters, digits and signs of ASCII only.");

/** What a person enters of a NAS. disconnectSecret: a text sets it, null removes it, and without one it stays as it is. */
export const nasInput = {
  name: printable(253).min(1, "Enter what the NAS calls itself."),
  addresses: z.array(z.string().trim().max(60)).max(50, "Use at most 50 addresses."),
  group: printable(60)
    .regex(/^[a-z0-9](-?[a-z0-9])*$|^$/, "Use small letters, digits and single hyphens, such as europe.")
    .nullish(),
  disconnectAddress: z.string().trim().max(60).nullish(),
  disconnectPort: z
    .int("Enter a port.")
    .min(1, "A port is between 1 and 65535.")
    .max(65_535, "A port is between 1 and 65535.")
    .default(3799),
  // radclient reads it as a line of a file; RFC 2865 section 3 asks for at least 16 octets
  disconnectSecret: z
    .string()
    .min(16, "Use at least 16 characters.")
    .max(128, "Use at most 128 characters.")
    .regex(/^[\x21-\x7e]*$/, "Use letters, digits and signs of ASCII, without spaces.")
    .nullish(),
  disconnectsPerSecond: z
    .int("Enter a whole number.")
    .min(1, "Enter 1 to 1000.")
    .max(1_000, "Enter 1 to 1000.")
    .default(50),
};

export type NasInput = z.output<z.ZodObject<typeof nasInput>>;
