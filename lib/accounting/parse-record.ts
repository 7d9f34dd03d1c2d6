import { type Attributes, exactText, numberOf, readAttributes, textOf } from "@/lib/accounting/attributes";
import { eventTime } from "@/lib/accounting/event-time";
import { radioAccess } from "@/lib/accounting/radio-access";
import { readNetwork } from "@/lib/accounting/read-network";
import type { AccountingRecord, Counter, Identity, Seconds } from "@/lib/accounting/record";

/** RFC 2866 section 5.1, by name and by number; Alive is what Interim-Update was called before. */
const statuses: Record<string, AccountingRecord["status"]> = {
  Start: "start",
  "1": "start",
  Stop: "stop",
  "2": "stop",
  "Interim-Update": "interim",
  Alive: "interim",
  "3": "interim",
  "Accounting-On": "on",
  "7": "on",
  "Accounting-Off": "off",
  "8": "off",
};

const TWO_TO_32 = 2 ** 32;

/** A record, or in words why there is none in this. */
export function parseRecord(body: unknown, receivedAt: Seconds): AccountingRecord | { unusable: string } {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { unusable: "it is not a JSON object" };
  const attributes = readAttributes(body);
  const word = textOf(attributes, "Acct-Status-Type");
  if (word === null) return { unusable: "it has no Acct-Status-Type" };
  const status = statuses[word];
  if (!status) return { unusable: `its Acct-Status-Type is ${word}` };
  const nas =
    textOf(attributes, "NAS-Identifier") ??
    textOf(attributes, "NAS-IP-Address") ??
    textOf(attributes, "NAS-IPv6-Address");
  if (nas === null) return { unusable: "it names no NAS" };
  const at = eventTime(attributes, receivedAt);
  if (status === "on" || status === "off") return { status, at, nas };

  const acctSessionId = textOf(attributes, "Acct-Session-Id");
  if (acctSessionId === null) return { unusable: "it has no Acct-Session-Id" };
  const identity = identityOf(attributes);
  if (!identity.imsi && !identity.msisdn && !identity.userName)
    return { unusable: "it has no 3GPP-IMSI, Calling-Station-Id or User-Name" };
  return {
    status,
    at,
    nas,
    acctSessionId,
    sessionKey: textOf(attributes, "Acct-Unique-Session-Id") ?? `${nas}/${acctSessionId}`,
    identity,
    seconds: numberOf(attributes, "Acct-Session-Time"),
    up: counterOf(attributes, "Acct-Input"),
    down: counterOf(attributes, "Acct-Output"),
    network: readNetwork(attributes),
    stopCause: textOf(attributes, "Acct-Terminate-Cause"),
    attributes: {
      framedIp: textOf(attributes, "Framed-IP-Address"),
      framedIpv6Prefix: textOf(attributes, "Framed-IPv6-Prefix"),
      apn: textOf(attributes, "Called-Station-Id"),
      rat: radioAccess(textOf(attributes, "3GPP-RAT-Type")),
      imei: textOf(attributes, "3GPP-IMEISV")?.replace(/\D/g, "") || null,
      interimSeconds: interimOf(attributes),
      userName: exactText(attributes, "User-Name"),
      nasAddress: textOf(attributes, "NAS-IP-Address") ?? textOf(attributes, "NAS-IPv6-Address"),
    },
  };
}

function identityOf(attributes: Attributes): Identity {
  return {
    imsi: textOf(attributes, "3GPP-IMSI"),
    msisdn: textOf(attributes, "Calling-Station-Id")?.replace(/^(\+|00)/, "") ?? null,
    userName: textOf(attributes, "User-Name")?.split("@")[0] || null,
  };
}

/** RFC 2869 section 5.1: Gigawords counts how often the 32 bits of Octets went round. Some NASes leave it out while it is 0. */
function counterOf(attributes: Attributes, name: "Acct-Input" | "Acct-Output"): Counter | null {
  const wide = numberOf(attributes, `${name}-Octets64`);
  if (wide !== null) return { octets: wide, wide: true };
  const octets = numberOf(attributes, `${name}-Octets`);
  if (octets === null) return null;
  const gigawords = numberOf(attributes, `${name}-Gigawords`);
  const total = (gigawords ?? 0) * TWO_TO_32 + octets;
  if (!Number.isSafeInteger(total)) return null;
  return { octets: total, wide: gigawords !== null || octets >= TWO_TO_32 };
}

/** RFC 2869 section 5.16 allows 60 s and more; demonstrations and tests use less. */
function interimOf(attributes: Attributes): number | null {
  const seconds = numberOf(attributes, "Acct-Interim-Interval");
  return seconds !== null && seconds >= 1 && seconds <= 86_400 ? seconds : null;
}
