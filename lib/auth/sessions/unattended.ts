/** What the portal's pages send with what they ask on their own, while nobody touches them. */
export const unattendedHeader = "x-cordon-unattended";

/**
 * Whether a request says nothing about somebody being there: a page asks again because time passed or something changed, or
 * it listens to the live stream (which browsers open anew by themselves). A session it comes with goes on falling idle.
 */
export const isUnattended = (headers: Headers): boolean =>
  headers.has(unattendedHeader) || headers.get("accept") === "text/event-stream";
