import { z } from "zod";
import { allPermissions } from "@/lib/access/permissions";

const flag = z
  .enum(["1", "0"])
  .default("0")
  .transform((word) => word === "1");

/** What of the matrix is shown: whose rows, and which columns. Given by an address, so flags and lists are words. */
export const matrixInput = z.object({
  by: z.enum(["people", "roles"]).default("people"),
  search: z.string().trim().toLowerCase().max(120).default(""),
  /** only what is held in this group */
  group: z.uuid().optional(),
  area: z.string().max(40).optional(),
  /** comma-separated permissions */
  permission: z
    .string()
    .max(2_000)
    .default("")
    .transform((words) => words.split(",").filter((word) => word !== ""))
    .pipe(z.array(z.enum(allPermissions, "There is no such permission.")).max(allPermissions.length)),
  elevated: flag,
  /** only people who hold something that they did not use in ninety days */
  unused: flag,
});

export type MatrixFilter = z.output<typeof matrixInput>;
