import "server-only";
import { cookies, headers } from "next/headers";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { withAuthDb } from "@/db/auth";
import { clientAddress } from "@/lib/auth/client-address";
import { endSessions } from "@/lib/auth/end-session";
import { readSession } from "@/lib/auth/read-session";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/session";
import { sessionCookieName, sessionCookieOptions } from "@/lib/auth/session-cookie";
import { LONGEST_SESSION_HOURS } from "@/lib/auth/session-limits";
import { signInWithPassword } from "@/lib/auth/sign-in";
import { env } from "@/lib/kernel/env";
import { CordonError } from "@/lib/kernel/errors";
import { log } from "@/lib/kernel/log";

/** What travels between next-auth's callbacks in this process: never in the cookie, which is the bare secret. */
interface Opened {
  secret?: string;
  signedIn?: SignedIn;
  /** the session could not be looked up, which is not the same as there being none */
  unread?: boolean;
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
      decode: async ({ token }) => ({ ...(await open(token)) }),
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

const nextAuth = NextAuth(configure);

export const { handlers, signIn, signOut } = nextAuth;

/** Who holds this request's cookie. Anything that is not plainly somebody is nobody; a session that cannot be read is an error. */
export async function auth(): Promise<{ signedIn: SignedIn } | null> {
  // in server code next-auth hands over what decode found, beside what a browser may read
  const renewed = await renewedSecret();
  const opened = renewed ? await open(renewed) : ((await nextAuth.auth())?.user as Opened | undefined);
  if (opened?.unread)
    throw new CordonError("unavailable", "The database cannot be reached. Try again in a moment.");
  const signedIn = opened?.signedIn;
  if (typeof signedIn?.userId !== "string" || typeof signedIn.complete !== "boolean") return null;
  return { signedIn: withTimes(signedIn) };
}

/** What a cookie's value opens. */
async function open(token: string | undefined): Promise<Opened> {
  if (!token || !/^[\w-]{43}$/.test(token)) return {};
  try {
    const signedIn = await readSession(token);
    return signedIn ? { secret: token, signedIn } : {};
  } catch (err) {
    log.error({ err }, "a session could not be read");
    return { secret: token, unread: true };
  }
}

/**
 * The secret that this very request gave the session: an action that renewed it is answered with its page drawn anew,
 * whose headers still carry the dead one.
 */
async function renewedSecret(): Promise<string | null> {
  const now = (await cookies()).get(sessionCookieName(env("PUBLIC_URL")))?.value;
  const sent = (await headers()).get("cookie") ?? "";
  return now && !sent.includes(now) ? now : null;
}

/** next-auth carries everything as JSON, even within one process; times come out as text. */
const withTimes = (signedIn: SignedIn): SignedIn => ({
  ...signedIn,
  proof: { ...signedIn.proof, at: new Date(signedIn.proof.at) },
  policy: {
    ...signedIn.policy,
    requiredFrom: signedIn.policy.requiredFrom && new Date(signedIn.policy.requiredFrom),
  },
});
