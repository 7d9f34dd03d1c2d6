import { isIP, isIPv4 } from "node:net";
import type { RawAttributes } from "@/lib/containment/containment";

/** What a session is named by to its NAS. All but the numbers may be the device's own choice. */
export interface SessionName {
  nas: string;
  acctSessionId: string;
  userName: string | null;
  framedIp: string | null;
  nasAddress: string | null;
  imsi: string | null;
}

/** A Disconnect-Request (RFC 5176 section 2.1): what radclient reads, and the same as people read it. */
export interface Request {
  text: string;
  attributes: RawAttributes;
}

const LONGEST = 253;

/**
 * Message-Authenticator comes first. What a device may have chosen is written as the attribute's bytes in hexadecimal, so that no
 * quote, line break or %{…} in it means anything to radclient. plain: only what every NAS knows, as far as that names one session.
 */
export function writeRequest(session: SessionName, at: Date, plain: boolean): Request {
  const lines = ["Message-Authenticator = 0x00"];
  const attributes: Record<string, string> = {};
  const add = (name: string, value: string | null, line: (value: string) => string | null) => {
    const written = value === null || value === "" ? null : line(value);
    if (written === null || value === null) return;
    lines.push(written);
    attributes[name] = value.replaceAll("\0", "");
  };
  add("User-Name", session.userName, (value) => octets(1, value));
  add("Acct-Session-Id", session.acctSessionId, (value) => octets(44, value));
  if (session.nas !== session.nasAddress && !isIP(session.nas))
    add("NAS-Identifier", session.nas, (value) => octets(32, value));
  const framedIp = () =>
    add("Framed-IP-Address", session.framedIp, (value) =>
      isIPv4(value) ? `Framed-IP-Address = ${value}` : null,
    );
  const imsi = () =>
    add("3GPP-IMSI", session.imsi, (value) => (/^\d{1,15}$/.test(value) ? `3GPP-IMSI = "${value}"` : null));
  if (plain) {
    // never by the Acct-Session-Id alone: a NAS that restarted may have given it to somebody else
    if (!("User-Name" in attributes)) framedIp();
    if (!("User-Name" in attributes || "Framed-IP-Address" in attributes)) imsi();
    return { text: lines.join("\n"), attributes };
  }
  add("NAS-IP-Address", session.nasAddress ?? session.nas, (value) =>
    isIPv4(value) ? `NAS-IP-Address = ${value}` : null,
  );
  add("NAS-IPv6-Address", session.nasAddress ?? session.nas, (value) =>
    isIP(value) === 6 ? `NAS-IPv6-Address = ${value}` : null,
  );
  framedIp();
  imsi();
  lines.push(`Event-Timestamp = ${Math.floor(at.getTime() / 1_000)}`);
  attributes["Event-Timestamp"] = at.toISOString();
  return { text: lines.join("\n"), attributes };
}

/** As it came over the wire: FreeRADIUS passes bytes beyond ASCII on one by one, everybody else in UTF-8. */
function octets(attribute: number, value: string): string | null {
  const latin = [...value].every((character) => character.charCodeAt(0) < 256);
  const bytes = Buffer.from(value, latin ? "latin1" : "utf8");
  return bytes.length > LONGEST ? null : `Attr-${attribute} = 0x${bytes.toString("hex")}`;
}
