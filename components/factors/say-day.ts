/** "3 December", and with its year when that is another. The same for everybody, so server and browser agree. */
export function sayDay(at: string, now = new Date()): string {
  const day = new Date(at);
  const year = day.getUTCFullYear() === now.getUTCFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year, timeZone: "UTC" }).format(
    day,
  );
}
