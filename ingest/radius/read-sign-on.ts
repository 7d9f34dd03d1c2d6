import { type Attributes, readAttributes, textOf } from "@/lib/accounting/attributes";
import type { Proof, SignOn } from "@/lib/authentication/sign-on";

/** One Access-Request as rlm_rest posts it, or in words why it is none. */
export function readSignOn(body: unknown): SignOn | { unusable: "unknown_user" | "no_password" } {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { unusable: "unknown_user" };
  const attributes = readAttributes(body);
  const userName = only(attributes, "User-Name");
  // a name is compared byte for byte: what is not printable, or begins or ends with a space, is nobody's
  if (userName === null || !/^[\x21-\x7e]{1,253}$/.test(userName)) return { unusable: "unknown_user" };
  const proof = proofOf(attributes);
  if (!proof) return { unusable: "no_password" };
  const nas = ["NAS-Identifier", "NAS-IP-Address", "NAS-IPv6-Address"].flatMap(
    (name) => textOf(attributes, name) ?? [],
  );
  return {
    userName,
    proof,
    nas,
    imsi: textOf(attributes, "3GPP-IMSI"),
    msisdn: textOf(attributes, "Calling-Station-Id")?.replace(/^(\+|00)/, "") ?? null,
    imei: textOf(attributes, "3GPP-IMEISV")?.replace(/\D/g, "") || null,
  };
}

/** The one value of an attribute: where a packet has two, which of them counts is nobody's to choose. */
function only(attributes: Attributes, name: string): string | null {
  const values = attributes.get(name);
  return values?.length === 1 ? String(values[0]) : null;
}

/** RFC 2865 section 4.1: a packet has a User-Password or a CHAP-Password, not both. */
function proofOf(attributes: Attributes): Proof | null {
  const [pap, chap] = ["User-Password", "CHAP-Password"].map((name) => attributes.has(name));
  if (pap === chap) return null;
  if (pap) {
    const password = only(attributes, "User-Password");
    // FreeRADIUS writes bytes as characters
    const bytes = Buffer.from(password ?? "", "latin1");
    return bytes.length > 0 && bytes.length <= 128 ? { kind: "pap", password: bytes } : null;
  }
  const response = octets(only(attributes, "CHAP-Password"));
  const challenge = octets(only(attributes, "CHAP-Challenge"));
  // RFC 2865 sections 5.3 and 5.40
  if (response?.length !== 17 || !challenge || challenge.length < 5) return null;
  return { kind: "chap", identifier: response[0] ?? 0, response: response.subarray(1), challenge };
}

const octets = (text: string | null): Buffer | null =>
  text && /^0x(?:[\da-f]{2}){1,253}$/i.test(text) ? Buffer.from(text.slice(2), "hex") : null;
