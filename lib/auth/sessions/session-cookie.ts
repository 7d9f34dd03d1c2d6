/** Bound to this very host where the connection allows it. */
const ofThisHost = (name: string, publicUrl: string): string =>
  publicUrl.startsWith("https:") ? `__Host-${name}` : name;

export const sessionCookieName = (publicUrl: string): string => ofThisHost("cordon-session", publicUrl);

/** Where next-auth would lead back to. It leads nowhere but home here, and still sets it. */
export const callbackCookieName = (publicUrl: string): string => ofThisHost("cordon-callback", publicUrl);

/** Out of reach of scripts, and of other sites' forms. What it opens ends on the server, whatever the browser keeps. */
export const sessionCookieOptions = (publicUrl: string) =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: publicUrl.startsWith("https:") }) as const;
