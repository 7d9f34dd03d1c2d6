import { CordonError, Missing } from "@/lib/kernel/errors";

/** Why the command would say no to this draft, in its own words. */
export interface Refusal {
  message: string;
  fields: Record<string, string>;
}

/** What a rehearsal finds, or why the command would refuse. What does not exist, and what breaks, is thrown on. */
export async function orRefusal<Found>(
  rehearsal: Promise<Found>,
): Promise<{ found: Found; refused: null } | { found: null; refused: Refusal }> {
  try {
    return { found: await rehearsal, refused: null };
  } catch (error) {
    const answers = ["forbidden", "conflict", "invalid"];
    if (error instanceof CordonError && !(error instanceof Missing) && answers.includes(error.code))
      return { found: null, refused: { message: error.message, fields: error.fields ?? {} } };
    throw error;
  }
}
