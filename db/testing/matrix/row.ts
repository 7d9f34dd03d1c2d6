import type { z } from "zod";
import type { Made, Maker } from "@/db/testing/matrix/makers";
import type { Actor } from "@/lib/access/actor";
import { allPermissions, type Permission, permissions } from "@/lib/access/permissions";
import type { Operation } from "@/lib/operation/operation";

// biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
export type AnyOperation = Operation<any, any, any>;

/** How an operation answers for a target that is out of reach. "reported": it succeeds, and says so for that target. */
export type Absence = "not_found" | "invalid" | "conflict" | "reported";

/** What the matrix must be told about an operation; what is expected of it follows from its permission and its targets. */
export interface Row {
  operation: AnyOperation;
  targets: Record<string, Maker>;
  absent: Record<string, Absence>;
  /** what somebody with the operation's permission needs besides, to reach its targets */
  besides: readonly Permission[];
  input(made: Record<string, Made>): unknown;
  /** how it answers who holds everything in the account already; otherwise as it answers everybody who reaches it */
  holdsAll?: "conflict";
  /** how it answers everybody who reaches it, where nothing in the world is as it asks */
  always?: "conflict";
  /** how it answers whoever may ask, where what it is about is each asker's own and here nobody's */
  nobodys?: "not_found";
  /** makes the actor the one who is asked, where an operation is open to a named person only */
  prepare?(made: Record<string, Made>, actor: Actor): Promise<void>;
}

/** What the people of the matrix hold in its groups: whoever puts a device there gives it to them, and so holds it too. */
export const heldInGroups: readonly Permission[] = allPermissions.filter(
  (permission) => permissions[permission].scope === "device",
);

export function row<Input extends z.ZodType, Name extends string = never>(
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  operation: Operation<any, Input, any>,
  input: (made: Record<Name, Made>) => z.input<Input>,
  targets: Record<Name, Maker> = {} as Record<Name, Maker>,
  absent: Partial<Record<Name, Absence>> = {},
  besides: readonly Permission[] = [],
): Row {
  return { operation, targets, absent: absent as Record<string, Absence>, besides, input };
}
