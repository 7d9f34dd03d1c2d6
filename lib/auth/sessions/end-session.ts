import "server-only";
import type { AuthDb } from "@/db/auth";

type Reason =
  | "signed out"
  | "signed in anew"
  | "ended by its owner"
  | "password changed"
  | "password reset"
  | "second factor removed"
  | "second factor reset";

/** Ends sessions of one person: the named one, or all but the named one. Returns how many were still going on. */
export async function endSessions(
  db: AuthDb,
  userId: string,
  which: { only: string } | { allBut: string | null },
  reason: Reason,
): Promise<number> {
  let ending = db
    .updateTable("session")
    .set({ revoked_at: new Date(), revoked_reason: reason })
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null);
  if ("only" in which) ending = ending.where("id", "=", which.only);
  else if (which.allBut) ending = ending.where("id", "<>", which.allBut);
  const { numUpdatedRows } = await ending.executeTakeFirst();
  return Number(numUpdatedRows);
}
