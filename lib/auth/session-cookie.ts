/** Bound to this very host where the connection allows it. */
export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith("https:") ? "__Host-cordon-session" : "cordon-session";
