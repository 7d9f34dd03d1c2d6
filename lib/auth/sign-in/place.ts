/** Where the proxy says which page is asked for; what a browser sends under this name is overwritten. */
export const placeHeader = "x-cordon-place";

const elsewhere = "http://place.invalid";

/** A page of this portal to come back to, or null for what leads anywhere else or is where one arrives anyway. */
export function readPlace(text: string | null | undefined): string | null {
  if (!text || text.length > 2_000 || !/^\/[\w-]/.test(text) || !URL.canParse(text, elsewhere)) return null;
  const url = new URL(text, elsewhere);
  // asked of what it comes down to: "/a/..//elsewhere" begins like a page and ends as another host
  if (url.origin !== elsewhere || !/^\/(?!(api|accounts|sign-in)(\/|$))[\w-]/.test(url.pathname)) return null;
  return url.pathname + url.search;
}
