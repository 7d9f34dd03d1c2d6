import { type NumberType, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Kinds of numbers that a person answers. Others cost whoever is made to call them, which is why some ask for codes. */
const answered: ReadonlySet<NumberType> = new Set(["MOBILE", "FIXED_LINE", "FIXED_LINE_OR_MOBILE", "VOIP"]);

/** A number as E.164 (+ and up to 15 digits), or why it is none that codes can be sent to. */
export function readPhoneNumber(typed: string): { number: string } | { why: string } {
  const text = typed.trim();
  if (!/^(\+|00)/.test(text)) return { why: "Begin with + and the country's code, such as +44 7400 123456." };
  const parsed = text.length <= 40 ? parsePhoneNumberFromString(text.replace(/^00/, "+")) : undefined;
  if (!parsed?.isValid() || parsed.ext) return { why: "This is not a phone number that exists." };
  if (!answered.has(parsed.getType())) return { why: "Codes can be sent to mobile and fixed lines only." };
  return { number: parsed.number };
}

/** What its owner is shown of it. */
export const hintOf = (lastDigits: string): string => `…${lastDigits}`;
