import { conflict } from "@/lib/kernel/errors";

/** Throws conflict for a group that fills itself: what it holds is its rule's to say. */
export function assertByHand(group: { name: string; rule: unknown }): void {
  if (group.rule !== null)
    throw conflict(
      `${group.name} fills itself by its rule. Change the rule, or let the group be filled by hand.`,
    );
}
