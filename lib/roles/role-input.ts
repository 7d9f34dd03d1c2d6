import { z } from "zod";
import { allPermissions } from "@/lib/access/permissions";
import { CordonError } from "@/lib/kernel/errors";
import { isOneLine } from "@/lib/kernel/text";

/** Permissions in the order of the vocabulary, each once. */
export const permissionsInput = z
  .array(z.enum(allPermissions))
  .min(1, "Choose at least one permission.")
  .max(200)
  .transform((chosen) => allPermissions.filter((permission) => chosen.includes(permission)));

export const roleInput = {
  name: z
    .string()
    .trim()
    .normalize("NFC")
    .min(1, "Give the role a name.")
    .max(80, "A name has at most 80 characters.")
    .refine(isOneLine, "A name is one line of text."),
  description: z.string().trim().max(500, "A description has at most 500 characters.").default(""),
  permissions: permissionsInput,
};

export const nameTaken = (name: string) =>
  new CordonError("conflict", `There is already a role called ${name}.`, {
    name: "Choose a name that no other role has.",
  });
