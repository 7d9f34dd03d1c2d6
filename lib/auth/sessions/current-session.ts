import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { readSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { sessionCookieName } from "@/lib/auth/sessions/session-cookie";
import { isUnattended } from "@/lib/auth/sessions/unattended";
import { env } from "@/lib/kernel/env";
import { CordonError } from "@/lib/kernel/errors";
import { log } from "@/lib/kernel/log";

/**
 * Who holds this request's session cookie, read from the database once per request. A page that is drawn anew after an
 * action replaced the cookie is asked for the new one. Nobody is nobody; a session that cannot be read is an error.
 */
export const currentSession = cache(async (): Promise<SignedIn | null> => {
  const secret = (await cookies()).get(sessionCookieName(env("PUBLIC_URL")))?.value;
  const unattended = isUnattended(await headers());
  try {
    return secret ? await readSession(secret, { unattended }) : null;
  } catch (err) {
    log.error({ err }, "a session could not be read");
    throw new CordonError("unavailable", "The database cannot be reached. Try again in a moment.");
  }
});
