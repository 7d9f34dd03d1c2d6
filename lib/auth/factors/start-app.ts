import "server-only";
import QRCode from "qrcode";
import { withAuthDb } from "@/db/auth";
import type { AppEnrolment } from "@/lib/auth/factors/answers";
import { assertEnrolling } from "@/lib/auth/factors/assert-stage";
import { lockFactors } from "@/lib/auth/factors/lock-factors";
import { refuseKind } from "@/lib/auth/factors/refuse-kind";
import { appUri, newAppSecret } from "@/lib/auth/factors/totp";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { conflict } from "@/lib/kernel/errors";
import { seal } from "@/lib/kernel/sealed";

const VALID_FOR_MS = 10 * 60_000;

/** A new secret for an authenticator app. It waits apart from the live ones, for this session only, until a code proves it. */
export async function startApp(me: SignedIn): Promise<AppEnrolment> {
  assertEnrolling(me);
  const secret = newAppSecret();
  const expiresAt = new Date(Date.now() + VALID_FOR_MS);
  await withAuthDb(async (db) => {
    await lockFactors(db, me);
    const refused = await refuseKind(db, me, "app");
    if (refused) throw conflict(refused.why);
    const pending = {
      user_id: me.userId,
      secret: seal(`totp:${me.userId}`, secret),
      failures: 0,
      expires_at: expiresAt,
    };
    await db
      .insertInto("totp_enrolment")
      .values({ session_id: me.sessionId, ...pending })
      .onConflict((earlier) => earlier.column("session_id").doUpdateSet(pending))
      .execute();
  });
  const uri = appUri(secret, me.email);
  return {
    uri,
    svg: await QRCode.toString(uri, { type: "svg", errorCorrectionLevel: "M", margin: 2 }),
    key: secret.replace(/(.{4})(?=.)/g, "$1 "),
    expiresAt: expiresAt.toISOString(),
  };
}
