/** What a username can be made of. Each is a device's own; {realm} is the account's. */
export const placeholders = {
  iccid: "iccid",
  imsi: "imsi",
  msisdn: "msisdn",
  imei: "imei",
  eid: "eid",
  dev_eui: "dev_eui",
  label: "label",
} as const;

export type Placeholder = keyof typeof placeholders;

/** The columns of a device that patterns use. */
export type NamedDevice = Record<Placeholder, string | null>;

const longest = 253;
const ending = "@{realm}";
/** What RFC 7542 allows before the @, without what a shell, a CSV file or a modem would trip over. */
const plain = /^[A-Za-z0-9._~+-]*$/;
const hole = /\{([a-z_]*)\}/g;

/** What is wrong with a pattern such as {iccid}@{realm}, or null. */
export function wrongPattern(pattern: string): string | null {
  if (!pattern.endsWith(ending)) return `Must end in ${ending}.`;
  const local = pattern.slice(0, -ending.length);
  const used = placeholdersOf(pattern);
  const unknown = used.find((name) => !Object.hasOwn(placeholders, name));
  if (unknown !== undefined) return `There is no {${unknown}}.`;
  if (used.length === 0) return "Needs something of the device, such as {iccid}.";
  if (!plain.test(local.replace(hole, ""))) return "Only letters, digits and . _ ~ + - besides placeholders.";
  if (local.length > 100) return "At most 100 characters.";
  return null;
}

export const placeholdersOf = (pattern: string): Placeholder[] =>
  [...pattern.slice(0, -ending.length).matchAll(hole)].map(([, name]) => name as Placeholder);

/** A device's username, or why it can have none. Spaces of a label become hyphens. */
export function usernameOf(
  device: NamedDevice,
  { pattern, realm }: { pattern: string; realm: string },
): { username: string } | { lacks: string } {
  let lacks: string | null = null;
  const local = pattern.slice(0, -ending.length).replace(hole, (_, name: Placeholder) => {
    const value = device[name] ?? "";
    if (value === "") lacks ??= `It has no ${nameOf[name]}, which the username needs.`;
    return name === "label" ? value.trim().replaceAll(/\s+/g, "-") : value;
  });
  if (lacks !== null) return { lacks };
  if (!plain.test(local) || /^\.|\.\.|\.$/.test(local))
    return { lacks: "Its name has characters that a username cannot have." };
  const username = `${local}@${realm}`;
  if (username.length > longest) return { lacks: `Its username would be longer than ${longest} characters.` };
  return { username };
}

const nameOf: Record<Placeholder, string> = {
  iccid: "ICCID",
  imsi: "IMSI",
  msisdn: "MSISDN",
  imei: "IMEI",
  eid: "EID",
  dev_eui: "DevEUI",
  label: "name",
};
