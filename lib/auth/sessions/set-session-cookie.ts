import "server-only";
import { cookies } from "next/headers";
import { sessionCookieName, sessionCookieOptions } from "@/lib/auth/sessions/session-cookie";
import { LONGEST_SESSION_HOURS } from "@/lib/auth/sessions/session-limits";
import { env } from "@/lib/kernel/env";

/** Hands the browser a session's new secret. */
export async function setSessionCookie(secret: string): Promise<void> {
  const publicUrl = env("PUBLIC_URL");
  (await cookies()).set(sessionCookieName(publicUrl), secret, {
    ...sessionCookieOptions(publicUrl),
    maxAge: LONGEST_SESSION_HOURS * 3_600,
  });
}
