import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { freePort, isFree } from "./ports";

/** What a JSON file holds, or undefined. */
export function readKept(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Writes a JSON file that only its owner may read, all of it or nothing. */
export function keep(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o711 });
  const half = `${file}.${process.pid}`;
  writeFileSync(half, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file);
}

/** A secret that is made once and stays the same over restarts. */
export function keptSecret(file: string): string {
  const known = readKept(file);
  if (typeof known === "string" && known.length >= 32) return known;
  const secret = randomBytes(32).toString("base64url");
  keep(file, secret);
  return secret;
}

/** Free ports, the ones of the last start where nobody took them since. */
export async function keptPorts<Name extends string>(
  file: string,
  names: Name[],
): Promise<Record<Name, number>> {
  const known = readKept(file);
  const last = new Map(typeof known === "object" && known ? Object.entries(known) : []);
  const ports = new Map<Name, number>();
  for (const name of names) {
    const port = last.get(name);
    ports.set(name, typeof port === "number" && (await isFree(port)) ? port : await freePort());
  }
  const result = Object.fromEntries(ports) as Record<Name, number>;
  keep(file, result);
  return result;
}
