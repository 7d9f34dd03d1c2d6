import type { DeviceKind } from "@/lib/devices/kind";

export const identifierNames = ["iccid", "imsi", "msisdn", "imei", "eid", "devEui", "joinEui"] as const;
export type IdentifierName = (typeof identifierNames)[number];
export type Identifiers = Record<IdentifierName, string | null>;

export const identifierWords: Record<IdentifierName, string> = {
  iccid: "ICCID",
  imsi: "IMSI",
  msisdn: "MSISDN",
  imei: "IMEI",
  eid: "EID",
  devEui: "DevEUI",
  joinEui: "JoinEUI",
};

/** Which identifiers a device of each kind has, and the one it cannot be without. */
export const identifiersOfKind: Record<
  DeviceKind,
  { required: IdentifierName; optional: readonly IdentifierName[] }
> = {
  cellular: { required: "iccid", optional: ["imsi", "msisdn", "imei", "eid"] },
  satellite: { required: "iccid", optional: ["imsi", "msisdn", "imei", "eid"] },
  lorawan: { required: "devEui", optional: ["joinEui"] },
};

/** ISO/IEC 7812-1 annex B: the last digit makes the sum a multiple of ten. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO/IEC 7064 MOD 97-10: the number with its two check digits leaves 1. */
function passesMod97(digits: string): boolean {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** What is wrong with an identifier that has been written plainly, or null. */
const rules: Record<IdentifierName, (value: string) => string | null> = {
  // ITU-T E.118 §4: at most 19 digits beginning with 89, the last a Luhn digit; some issuers print 20
  iccid: (value) => {
    if (!/^\d{19,20}$/.test(value)) return "An ICCID has 19 or 20 digits.";
    if (!value.startsWith("89")) return "An ICCID begins with 89.";
    return passesLuhn(value) ? null : "The last digit does not match the others. Look for a mistyped digit.";
  },
  // ITU-T E.212 §6: country (3), network (2 or 3) and subscriber, 15 digits at most
  imsi: (value) => (/^[1-9]\d{5,14}$/.test(value) ? null : "An IMSI has 6 to 15 digits."),
  // ITU-T E.164 §6.2.1: country code first, 15 digits at most
  msisdn: (value) =>
    /^[1-9]\d{4,14}$/.test(value) ? null : "An MSISDN has 5 to 15 digits, the country code first.",
  // 3GPP TS 23.003 §6.2.1 and annex B
  imei: (value) => {
    if (/^\d{16}$/.test(value)) return "These 16 digits are an IMEISV. Enter the IMEI, which has 15.";
    if (!/^\d{15}$/.test(value)) return "An IMEI has 15 digits.";
    return passesLuhn(value) ? null : "The last digit does not match the others. Look for a mistyped digit.";
  },
  // GSMA SGP.02 §2.2.2 and SGP.29 §3: 32 digits beginning with 89, the last two are check digits
  eid: (value) => {
    if (!/^89\d{30}$/.test(value)) return "An EID has 32 digits and begins with 89.";
    return passesMod97(value)
      ? null
      : "The last two digits do not match the others. Look for a mistyped digit.";
  },
  // LoRaWAN TS001-1.0.4 §6.1.1: both are EUI-64s
  devEui: (value) => (/^[0-9a-f]{16}$/.test(value) ? null : "A DevEUI has 16 hexadecimal digits."),
  joinEui: (value) => (/^[0-9a-f]{16}$/.test(value) ? null : "A JoinEUI has 16 hexadecimal digits."),
};

/** Without what people put between digits, the + or 00 of a telephone number, and the F that fills an ICCID's last half byte. */
export function writePlainly(name: IdentifierName, typed: string): string {
  const bare = typed
    .normalize("NFKC")
    .replace(/[\s\u200b-\u200d\ufeff.:()\u2010-\u2015-]/g, "")
    .toLowerCase();
  if (name === "msisdn") return bare.replace(/^(\+|00)/, "");
  if (name === "iccid") return bare.replace(/f$/, "");
  if (name === "devEui" || name === "joinEui") return bare.replace(/^0x/, "");
  return bare;
}

/**
 * The identifiers of a device of this kind, as they are kept, and what is wrong with them by name.
 * Registering one device and importing many read them alike.
 */
export function readIdentifiers(
  kind: DeviceKind,
  typed: Partial<Record<IdentifierName, string | null>>,
): { identifiers: Identifiers; problems: Partial<Record<IdentifierName, string>> } {
  const identifiers = Object.fromEntries(identifierNames.map((name) => [name, null])) as Identifiers;
  const problems: Partial<Record<IdentifierName, string>> = {};
  const { required, optional } = identifiersOfKind[kind];
  for (const name of identifierNames) {
    const value = writePlainly(name, typed[name] ?? "");
    if (value === "") {
      if (name === required) problems[name] = `Enter the ${identifierWords[name]}.`;
      continue;
    }
    if (name !== required && !optional.includes(name)) {
      problems[name] = `A device of this kind has no ${identifierWords[name]}.`;
      continue;
    }
    const problem = rules[name](value);
    if (problem) problems[name] = problem;
    else identifiers[name] = value;
  }
  return { identifiers, problems };
}
