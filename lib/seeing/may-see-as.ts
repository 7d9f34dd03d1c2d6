import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";

/** Whoever gives and takes access, and sees everybody's, may look with it. */
export const neededToSeeAs = ["grant.manage", "member.view"] as const satisfies readonly Permission[];

/** Asked when it begins and again with every request while it lasts. */
export const mayStillSeeAs = ({ scopes }: Pick<Member, "scopes">): boolean =>
  neededToSeeAs.every((permission) => scopes.has(permission));
