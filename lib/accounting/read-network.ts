import { type Attributes, textOf } from "@/lib/accounting/attributes";

/**
 * The network that serves the device, as MCC-MNC: 3GPP-SGSN-MCC-MNC (3GPP TS 29.061, section 16.4.7.2), else the PLMN of where
 * the device is. FreeRADIUS calls 3GPP-User-Location-Info 3GPP-Location-Info.
 */
export function readNetwork(attributes: Attributes): string | null {
  const digits = textOf(attributes, "3GPP-SGSN-MCC-MNC");
  if (digits && /^\d{5,6}$/.test(digits)) return `${digits.slice(0, 3)}-${digits.slice(3)}`;
  const location = textOf(attributes, "3GPP-User-Location-Info") ?? textOf(attributes, "3GPP-Location-Info");
  return location && readPlmn(location);
}

/** Geographic location types that begin with a PLMN: CGI, SAI, RAI, TAI, ECGI, both, the eNodeBs', and those of 5G (3GPP TS 29.061, section 16.4.7.2). */
const withPlmn = new Set([0, 1, 2, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139]);

/** The type's octet, then MCC and MNC digit by digit with the halves of each octet swapped (3GPP TS 29.274, section 8.21.1); F fills an MNC of two digits. */
function readPlmn(octets: string): string | null {
  const hex = octets.replace(/^0x/i, "").toLowerCase();
  if (!/^[0-9a-f]{8,}$/.test(hex) || !withPlmn.has(Number.parseInt(hex.slice(0, 2), 16))) return null;
  const [mcc2, mcc1, mnc3, mcc3, mnc2, mnc1] = hex.slice(2, 8);
  const mcc = `${mcc1}${mcc2}${mcc3}`;
  const mnc = `${mnc1}${mnc2}${mnc3 === "f" ? "" : mnc3}`;
  return /^\d{3}$/.test(mcc) && /^\d{2,3}$/.test(mnc) ? `${mcc}-${mnc}` : null;
}
