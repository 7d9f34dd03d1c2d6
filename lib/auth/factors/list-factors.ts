import "server-only";
import { withAuthDb } from "@/db/auth";
import type { Factors } from "@/lib/auth/factors/answers";
import { assertManaging } from "@/lib/auth/factors/assert-stage";
import { hintOf } from "@/lib/auth/factors/phone-number";
import { waysToEnrol } from "@/lib/auth/factors/ways-to-enrol";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** Somebody's own second factors, without their secrets. */
export async function listFactors(me: SignedIn): Promise<Factors> {
  assertManaging(me);
  return withAuthDb(async (db) => {
    const apps = await db
      .selectFrom("totp_app")
      .where("user_id", "=", me.userId)
      .select(["id", "name", "created_at", "last_used_at"])
      .orderBy("created_at")
      .execute();
    const keys = await db
      .selectFrom("security_key")
      .where("user_id", "=", me.userId)
      .select(["id", "name", "passkey", "backed_up", "created_at", "last_used_at", "regressed_at"])
      .orderBy("created_at")
      .execute();
    const phones = await db
      .selectFrom("phone")
      .where("user_id", "=", me.userId)
      .where("verified_at", "is not", null)
      .select(["id", "last_digits", "verified_at", "last_used_at"])
      .orderBy("created_at")
      .execute();
    const recovery = await db
      .selectFrom("recovery_set as s")
      .leftJoin("recovery_code as c", (join) =>
        join.onRef("c.user_id", "=", "s.user_id").on("c.used_at", "is", null),
      )
      .where("s.user_id", "=", me.userId)
      .groupBy("s.created_at")
      .select((eb) => ["s.created_at", eb.fn.count<string>("c.hash").as("left")])
      .executeTakeFirst();
    const iso = (at: Date | null) => at?.toISOString() ?? null;
    return {
      apps: apps.map((app) => ({
        id: app.id,
        name: app.name,
        createdAt: app.created_at.toISOString(),
        lastUsedAt: iso(app.last_used_at),
      })),
      keys: keys.map((key) => ({
        id: key.id,
        name: key.name,
        passkey: key.passkey,
        backedUp: key.backed_up,
        createdAt: key.created_at.toISOString(),
        lastUsedAt: iso(key.last_used_at),
        regressedAt: iso(key.regressed_at),
      })),
      phones: phones.flatMap((phone) =>
        phone.verified_at
          ? {
              id: phone.id,
              hint: hintOf(phone.last_digits),
              verifiedAt: phone.verified_at.toISOString(),
              lastUsedAt: iso(phone.last_used_at),
            }
          : [],
      ),
      recovery: recovery ? { left: Number(recovery.left), madeAt: recovery.created_at.toISOString() } : null,
      ...waysToEnrol(me),
    };
  });
}
