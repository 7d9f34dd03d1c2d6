import "server-only";
import { sql } from "kysely";
import type { AuthDb } from "@/db/auth";
import type { FactorKind } from "@/lib/access/proof";
import type { Refused } from "@/lib/auth/factors/answers";
import { factorTable } from "@/lib/auth/factors/factor-table";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { phoneAvailable } from "@/lib/phone/public";

/** Each app and phone more makes one more code right, so there are few of them. */
const most = { app: 5, key: 20, phone: 3 } as const;

/** Why this person may not set up another factor of this kind, or null. */
export async function refuseKind(db: AuthDb, me: SignedIn, kind: FactorKind): Promise<Refused | null> {
  const refused = (why: string): Refused => ({ outcome: "refused", why });
  if (!me.policy.kinds.includes(kind))
    return refused("An account of yours does not allow this kind of second factor.");
  if (kind === "phone" && !phoneAvailable())
    return refused("Codes cannot be sent to phones here: no phone service is set up.");
  const { n } = await db
    .selectFrom(factorTable[kind])
    .where("user_id", "=", me.userId)
    .$if(kind === "phone", (phones) => phones.where(sql<boolean>`verified_at is not null`))
    .select((eb) => eb.fn.countAll<string>().as("n"))
    .executeTakeFirstOrThrow();
  if (Number(n) < most[kind]) return null;
  return refused(`You have ${n} of this kind, which is the most there can be. Remove one first.`);
}
