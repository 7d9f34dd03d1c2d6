import "server-only";
import { CompiledQuery } from "kysely";
import type { AuthDb } from "@/db/auth";
import { keyedHash } from "@/lib/auth/token";
import { newSignInMail } from "@/lib/mail/new-sign-in";
import { enqueueIn } from "@/lib/operation/enqueue";
import { placeOf, readBrowser } from "@/lib/places/public";

/** A place that was not used for so long is new again; worker/clean-up.ts keeps no more than each person's last. */
const FORGOTTEN_AFTER_DAYS = 180;

/**
 * A session became complete: where and with what is remembered, as a keyed hash of country, browser and system, and if it
 * is new its owner is told by mail. The first sign-in of all is where somebody begins, and new to nobody.
 */
export async function notePlace(
  db: AuthDb,
  session: { userId: string; address: string | null; userAgent: string | null },
): Promise<void> {
  const { userId, address } = session;
  const where = placeOf(address);
  const browser = readBrowser(session.userAgent);
  const place = keyedHash(
    ["known place", userId, where.country ?? where.words, browser.family, browser.system].join("\0"),
  );
  const known = await db
    .selectFrom("known_place")
    .where("user_id", "=", userId)
    .select(["place", "last_seen_at"])
    .execute();
  await db
    .insertInto("known_place")
    .values({ user_id: userId, place })
    .onConflict((conflict) =>
      conflict.columns(["user_id", "place"]).doUpdateSet({ last_seen_at: new Date() }),
    )
    .execute();
  const since = Date.now() - FORGOTTEN_AFTER_DAYS * 86_400_000;
  const isKnown = known.some((each) => each.place === place && each.last_seen_at.getTime() > since);
  if (known.length === 0 || isKnown) return;
  const user = await db
    .selectFrom("app_user")
    .where("id", "=", userId)
    .select(["email", "name"])
    .executeTakeFirstOrThrow();
  const mail = newSignInMail(user, { at: new Date(), address, place: where.words, browser: browser.words });
  await enqueueIn(executorOf(db))("send-mail", mail);
}

/** The queue in the transaction that is open already. */
const executorOf = (db: AuthDb) => ({
  executeSql: async (text: string, values: unknown[] = []) => ({
    rows: (await db.executeQuery(CompiledQuery.raw(text, values))).rows,
  }),
});
