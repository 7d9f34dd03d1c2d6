/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
const isKeepable = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

/** Where in a value there is text that cannot be kept, as field names with dots between; null: nowhere. */
export function findUnkeepable(value: unknown, path = ""): string | null {
  if (typeof value === "string") return isKeepable(value) ? null : path;
  if (typeof value !== "object" || value === null) return null;
  for (const [name, each] of Object.entries(value)) {
    const found = findUnkeepable(each, path ? `${path}.${name}` : name);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Whether a name stays on its line and reads in its own order, so that in a mail or a list it cannot pretend to be more than
 * a name: no line breaks, and none of the signs that turn the direction of what follows (Unicode TR 9, 2.1 to 2.4).
 */
export const isOneLine = (text: string): boolean =>
  !/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(text);
