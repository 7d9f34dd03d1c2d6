/** Bound to this very host where the connection allows it. */
export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith("https:") ? "__Host-cordon-session" : "cordon-session";

/** Out of reach of scripts, and of other sites' forms. What it opens ends on the server, whatever the browser keeps. */
export const sessionCookieOptions = (publicUrl: string) =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: publicUrl.startsWith("https:") }) as const;
