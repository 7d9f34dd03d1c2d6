import { BlockList, isIP, SocketAddress } from "node:net";

/** A range as people write it (RFC 4632, RFC 4291), in its one form: the network's address and its length. Null: no range. */
export function normaliseRange(text: string): string | null {
  const [address = "", length, ...rest] = text.trim().split("/");
  const family = address.includes("%") ? 0 : isIP(address);
  if (family === 0 || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const bits = family === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return null;
  const number = toNumber(canonical(address, family));
  const host = BigInt(bits - prefix);
  const network = (number >> host) << host;
  // an IPv4 address in IPv6 clothes is an IPv4 address
  if (family === 6 && prefix >= 96 && network >> 32n === 0xffffn)
    return `${toText(network & 0xffff_ffffn, 4)}/${prefix - 96}`;
  return `${toText(network, family)}/${prefix}`;
}

/** Whether an address is in one of the ranges. One that is not known is in none. */
export function isInside(ranges: readonly string[], address: string | null): boolean {
  const family = isIP(address ?? "");
  if (address === null || family === 0) return false;
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", length] = (normaliseRange(range) ?? "").split("/");
    if (isIP(network) !== 0) list.addSubnet(network, Number(length), isIP(network) === 4 ? "ipv4" : "ipv6");
  }
  return list.check(address.split("%")[0] ?? "", family === 4 ? "ipv4" : "ipv6");
}

const canonical = (address: string, family: number) =>
  new SocketAddress({ address, family: family === 4 ? "ipv4" : "ipv6" }).address;

function toNumber(address: string): bigint {
  if (isIP(address) === 4) return address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const [, hex = address, ipv4] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [];
  const tail = ipv4 ? toNumber(ipv4) : 0n;
  const [before = "", after] = (ipv4 ? hex.replace(/([^:]):$/, "$1") : address).split("::");
  const words = (text: string | undefined) => (text ? text.split(":").filter(Boolean) : []);
  const [first, last] = [words(before), words(after)];
  const gap = (ipv4 ? 6 : 8) - first.length - last.length;
  const number = [...first, ...Array<string>(Math.max(0, gap)).fill("0"), ...last].reduce(
    (sum, word) => sum * 65_536n + BigInt(`0x${word}`),
    0n,
  );
  return ipv4 ? (number << 32n) + tail : number;
}

function toText(number: bigint, family: number): string {
  const [count, size] = family === 4 ? [4, 8n] : [8, 16n];
  const parts = Array.from(
    { length: count },
    (_, i) => (number >> (size * BigInt(count - 1 - i))) & ((1n << size) - 1n),
  );
  if (family === 4) return parts.join(".");
  return canonical(parts.map((part) => part.toString(16)).join(":"), 6);
}
