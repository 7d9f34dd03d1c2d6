import "server-only";
import { withAuthDb } from "@/db/auth";
import type { FactorKind } from "@/lib/access/proof";
import type { ChangeFactorAnswer } from "@/lib/auth/factors/answers";
import { assertManaging } from "@/lib/auth/factors/assert-stage";
import { readFactorName } from "@/lib/auth/factors/factor-name";
import { factorTable } from "@/lib/auth/factors/factor-table";
import { lockFactors } from "@/lib/auth/factors/lock-factors";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** Another name for one's own app or key. Phones are called by their last digits. */
export async function renameFactor(
  me: SignedIn,
  kind: FactorKind,
  id: string,
  typed: string,
): Promise<ChangeFactorAnswer> {
  assertManaging(me);
  if (kind === "phone") return { outcome: "refused", why: "A phone is called by its last digits." };
  const named = readFactorName(typed);
  if ("refused" in named) return named.refused;
  return withAuthDb(async (db) => {
    await lockFactors(db, me);
    const table = factorTable[kind];
    const before = await db
      .selectFrom(table)
      .where("id", "=", id)
      .where("user_id", "=", me.userId)
      .select("name")
      .executeTakeFirst();
    if (!before) return { outcome: "gone" };
    await db
      .updateTable(table)
      .set({ name: named.name })
      .where("id", "=", id)
      .where("user_id", "=", me.userId)
      .execute();
    await recordAuthEvent(db, "factor.renamed", {
      user: { id: me.userId, name: me.name },
      address: null,
      detail: { kind, factor: id, before: { name: before.name }, after: { name: named.name } },
    });
    return { outcome: "done" };
  });
}
