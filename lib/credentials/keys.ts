import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { env } from "@/lib/kernel/env";

/** The keys that seal the passwords of devices: version to key. Version 0 comes from AUTH_SECRET and is always there. */
export interface KeyRing {
  newest: number;
  key(version: number): KeyObject;
}

const derive = (purpose: string) =>
  Buffer.from(hkdfSync("sha256", env("AUTH_SECRET"), "", `cordon credentials: ${purpose}`, 32));

/** Keys as they are written in CREDENTIAL_KEYS: "1:<32 bytes in base64>,2:…". Throws without repeating what was written. */
export function readKeys(text: string): Map<number, Buffer> {
  const keys = new Map<number, Buffer>();
  for (const part of text.split(",").map((each) => each.trim())) {
    const [, version, base64] = /^([1-9]\d{0,3}):([A-Za-z0-9+/_-]{43}=?)$/.exec(part) ?? [];
    const key = Buffer.from(base64 ?? "", "base64");
    if (version === undefined || key.length !== 32 || keys.has(Number(version)))
      throw new Error("Configuration: CREDENTIAL_KEYS must be like 1:<32 bytes in base64>, each number once");
    keys.set(Number(version), key);
  }
  return keys;
}

export function makeRing(first: Buffer, more: ReadonlyMap<number, Buffer>): KeyRing {
  // a key object is taken as it is, where bytes are made into one at every use: a third of what sealing then takes
  const keys = new Map([...new Map([[0, first], ...more])].map(([n, bytes]) => [n, createSecretKey(bytes)]));
  return {
    newest: Math.max(...keys.keys()),
    key(version) {
      const key = keys.get(version);
      if (!key) throw new Error(`No key ${version} for credentials: CREDENTIAL_KEYS lacks it`);
      return key;
    },
  };
}

let ring: KeyRing | null = null;
let lookup: KeyObject | null = null;
let oneWay: KeyObject | null = null;

export function keyRing(): KeyRing {
  const more = env("CREDENTIAL_KEYS");
  ring ??= makeRing(derive("sealing"), more === undefined ? new Map() : readKeys(more));
  return ring;
}

/** What usernames are found by does not change with the sealing key: the network asks by it at any moment. */
export function lookupKey(): KeyObject {
  lookup ??= createSecretKey(derive("username lookup"));
  return lookup;
}

/** What hashes one-way passwords. It does not change with the sealing key: nobody has the password to hash it anew. */
export function oneWayKey(): KeyObject {
  oneWay ??= createSecretKey(derive("one-way passwords"));
  return oneWay;
}
