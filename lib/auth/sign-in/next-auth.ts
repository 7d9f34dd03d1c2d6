import "server-only";
import { headers } from "next/headers";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { withAuthDb } from "@/db/auth";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { endSessions } from "@/lib/auth/sessions/end-session";
import { readSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import {
  callbackCookieName,
  sessionCookieName,
  sessionCookieOptions,
} from "@/lib/auth/sessions/session-cookie";
import { LONGEST_SESSION_HOURS } from "@/lib/auth/sessions/session-limits";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";

/** What travels between next-auth's callbacks in this process: never in the cookie, which is the bare secret. */
interface Opened {
  secret?: string;
  signedIn?: SignedIn;
}

class Throttled extends CredentialsSignin {
  constructor(waitSeconds: number) {
    super();
    this.code = `wait-${waitSeconds}`;
  }
}

function configure(): NextAuthConfig {
  const publicUrl = env("PUBLIC_URL");
  // next-auth builds its addresses from this and no longer from what the request says about its host
  process.env.AUTH_URL = publicUrl;
  return {
    secret: env("AUTH_SECRET"),
    basePath: "/api/auth",
    trustHost: true,
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: LONGEST_SESSION_HOURS * 3_600 },
    cookies: {
      sessionToken: {
        name: sessionCookieName(publicUrl),
        options: sessionCookieOptions(publicUrl),
      },
      callbackUrl: { name: callbackCookieName(publicUrl), options: sessionCookieOptions(publicUrl) },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize({ email, password }) {
          const address = await clientAddress();
          const userAgent = (await headers()).get("user-agent");
          const answer = await signInWithPassword({ email, password, address, userAgent });
          if (answer.outcome === "throttled") throw new Throttled(answer.waitSeconds);
          return answer.outcome === "done" ? { id: answer.userId, secret: answer.secret } : null;
        },
      }),
    ],
    // The cookie is opaque: 256 random bits that name a row. Encoding and decoding are the row's look-up, once per request.
    jwt: {
      encode: async ({ token }) => (token as Opened | undefined)?.secret ?? "",
      decode: async ({ token }) => {
        try {
          // how long a session lasts can be asked without making it last
          const signedIn = token ? await readSession(token, { unattended: true }) : null;
          return signedIn ? { secret: token, signedIn } : {};
        } catch (err) {
          // that it cannot be read now does not mean that it is over: the browser keeps its cookie
          log.error({ err }, "a session could not be read");
          return { secret: token };
        }
      },
    },
    callbacks: {
      jwt: ({ token, user }) => {
        const secret = (user as Opened | undefined)?.secret;
        if (secret) return { secret };
        return (token as Opened).secret ? token : null;
      },
      // all that a browser can read of its session at /api/auth/session
      session: ({ session }) => ({ expires: session.expires }),
      redirect: () => `${publicUrl}/accounts`,
    },
    events: {
      async signOut(message) {
        const signedIn = "token" in message ? (message.token as Opened | null)?.signedIn : undefined;
        if (!signedIn) return;
        const address = await clientAddress();
        await withAuthDb(async (db) => {
          await endSessions(db, signedIn.userId, { only: signedIn.sessionId }, "signed out");
          await recordAuthEvent(db, "session.closed", {
            user: { id: signedIn.userId, name: signedIn.name },
            address,
            detail: { session: signedIn.sessionId },
          });
        });
      },
    },
    logger: {
      error: (error) => {
        if ((error as { type?: string }).type !== "CredentialsSignin") log.error({ err: error }, "next-auth");
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

export const { handlers, signIn, signOut } = NextAuth(configure);
