import "server-only";
import { cache } from "react";
import { auth } from "@/lib/auth/next-auth";
import type { SignedIn } from "@/lib/auth/session";

/** Who holds this request's session cookie, read from the database once per request. */
export const currentSession = cache(async (): Promise<SignedIn | null> => (await auth())?.signedIn ?? null);
