/** The attributes of one packet by dictionary name, as rlm_rest or rlm_json wrote them. */
export type Attributes = ReadonlyMap<string, readonly (string | number)[]>;

const isValue = (value: unknown): value is string | number =>
  typeof value === "string" || (typeof value === "number" && Number.isFinite(value));

/** `{"Name": {"type": …, "value": […]}}` as rlm_rest posts it, or `{"Name": value}` and `{"Name": [values]}` as rlm_json can. */
export function readAttributes(body: object): Attributes {
  const attributes = new Map<string, (string | number)[]>();
  for (const [name, given] of Object.entries(body)) {
    const inner = typeof given === "object" && given !== null && "value" in given ? given.value : given;
    const values = (Array.isArray(inner) ? inner : [inner]).filter(isValue);
    if (values.length > 0) attributes.set(name, values);
  }
  return attributes;
}

/**
 * Text that can be kept and shown. FreeRADIUS writes bytes as characters, and PostgreSQL takes no NUL, so what is not
 * printable ASCII becomes a question mark.
 */
export const printable = (text: string, length = 253): string =>
  text.replace(/[^\x20-\x7e]/g, "?").slice(0, length);

export function textOf(attributes: Attributes, name: string): string | null {
  const value = attributes.get(name)?.[0];
  if (value === undefined) return null;
  return printable(String(value)).trim() || null;
}

/** The same where it is as it came, and can be given back: null where something of it could not be kept. */
export function exactText(attributes: Attributes, name: string): string | null {
  const text = textOf(attributes, name);
  return text !== null && text === attributes.get(name)?.[0] ? text : null;
}

/** A whole number that is not negative, given as a number or as digits. */
export function numberOf(attributes: Attributes, name: string): number | null {
  const value = attributes.get(name)?.[0];
  if (value === undefined || (typeof value === "string" && !/^\d{1,16}$/.test(value))) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) && number >= 0 ? number : null;
}
