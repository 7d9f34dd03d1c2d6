/** A day, the same on every screen and paper whatever the reader's zone; the moment stands behind it. */
export function Day({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at} className="whitespace-nowrap">
      {sayDay(at)}
    </time>
  );
}

export const sayDay = (at: string): string =>
  new Date(at).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
