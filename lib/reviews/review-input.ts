import { z } from "zod";

export const reviewKinds = ["group", "role", "contractors", "everybody"] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** Whose grants are reviewed. */
export const subjectInput = {
  kind: z.enum(reviewKinds, "Choose what is reviewed."),
  groupId: z.uuid("Choose a device group.").optional(),
  roleId: z.uuid("Choose a role.").optional(),
  /** of a group: also the grants for the whole account, which reach it too */
  wholeAccountToo: z.stringbool().or(z.boolean()).default(false),
};

/** Every decision has one: it stands in the report. */
export const decisionReason = z
  .string()
  .trim()
  .min(1, "Say why: it stands in the report.")
  .max(500, "At most 500 characters.");

/** A grant of the review, and its state as the reviewer looked at it. */
export const shownItem = z.object({
  itemId: z.uuid(),
  grantVersion: z.int(),
  roleVersion: z.int(),
});

export type ShownItem = z.output<typeof shownItem>;
