import "server-only";
import { readFileSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import { join } from "node:path";
import { type CountryResponse, Reader } from "maxmind";
import { log } from "@/lib/kernel/log";

export interface Place {
  /** ISO 3166-1 alpha-2, where the address belongs to a country */
  country: string | null;
  words: string;
}

/** Where an address is, from a database on this machine: nobody outside learns who signs in. */
export function placeOf(address: string | null): Place {
  const plain = (address ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  const version = isIP(plain);
  if (version === 0) return unknown;
  if (own.check(plain, version === 4 ? "ipv4" : "ipv6")) return { country: null, words: "Private network" };
  const country = database()?.get(plain)?.country_code;
  return country ? { country, words: nameOf(country) } : unknown;
}

/** The same for what was kept: the country as it was found then, or what the address alone says. */
export const sayPlace = (country: string | null, address: string | null): string =>
  country ? nameOf(country) : placeOf(address).words;

const unknown: Place = { country: null, words: "Place not known" };

const names = new Intl.DisplayNames("en-GB", { type: "region", fallback: "code" });
const nameOf = (country: string) => (/^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : country);

/** Loopback, link-local, private (RFC 1918, RFC 4193) and shared by a provider's customers (RFC 6598). */
const own = new BlockList();
for (const range of [
  "127.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "169.254.0.0/16",
  "100.64.0.0/10",
])
  own.addSubnet(...subnet(range), "ipv4");
for (const range of ["::1/128", "fc00::/7", "fe80::/10"]) own.addSubnet(...subnet(range), "ipv6");

function subnet(range: string): [string, number] {
  const [net = "", bits] = range.split("/");
  return [net, Number(bits)];
}

const file = "node_modules/@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb";

let opened: Reader<CountryResponse & { country_code?: string }> | null | undefined;

/** Read once, when first asked. People sign in without it too, from places that are not known. */
function database() {
  if (opened === undefined)
    try {
      opened = new Reader(readFileSync(join(/* turbopackIgnore: true */ process.cwd(), file)));
    } catch (err) {
      opened = null;
      log.error({ err }, "the database of places cannot be read");
    }
  return opened;
}
