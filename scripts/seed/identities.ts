/** The Luhn check digit (ISO/IEC 7812-1 annex B) that ends an ICCID (ITU-T E.118) and an IMEI (3GPP TS 23.003). */
function withLuhn(digits: string): string {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits + String((10 - (sum % 10)) % 10);
}

const padded = (serial: number, length: number) => String(serial).padStart(length, "0");

/** Identities of a made-up SIM: numbers of a shared test range, unlike any in use. */
export function simIdentities(serial: number) {
  return {
    iccid: withLuhn(`8988247${padded(serial, 11)}`),
    imsi: `90124${padded(serial, 10)}`,
    msisdn: `88240${padded(serial, 8)}`,
    imei: withLuhn(`35355300${padded(serial, 6)}`),
  };
}

/** Identities of a made-up LoRaWAN end device. */
export function lorawanIdentities(serial: number) {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, "0");
  return { dev_eui: `70b3d5${hex(serial, 10)}`, join_eui: "70b3d5f00000c0de" };
}
