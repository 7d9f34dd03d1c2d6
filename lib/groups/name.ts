import { z } from "zod";
import { CordonError } from "@/lib/kernel/errors";
import { isOneLine } from "@/lib/kernel/text";

export const groupName = z
  .string()
  .trim()
  .min(1, "Give the group a name.")
  .max(80, "A name has at most 80 characters.")
  .refine(isOneLine, "A name is one line of text.");

export const groupDescription = z.string().trim().max(500, "A description has at most 500 characters.");

export const nameTaken = (name: string) =>
  new CordonError("conflict", `There is already a group called ${name}.`, {
    name: "Choose a name that no other group has.",
  });
