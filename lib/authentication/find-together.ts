import "server-only";
import { readCredentials } from "@/lib/authentication/find-credentials";
import type { Credential } from "@/lib/authentication/sign-on";

const LARGEST = 128;
/** While one question is being answered, a second may already be asked. */
const SIDE_BY_SIDE = 2;

interface Waiting {
  lookup: Buffer;
  resolve(credentials: Credential[]): void;
  reject(error: unknown): void;
}

const waiting: Waiting[] = [];
let underWay = 0;

/**
 * The credentials of one username. Those who ask while the database is busy share the next question, which is put after each
 * of them asked: what was revoked before somebody asked is seen.
 */
export function findTogether(lookup: Buffer): Promise<Credential[]> {
  return new Promise((resolve, reject) => {
    waiting.push({ lookup, resolve, reject });
    if (underWay < SIDE_BY_SIDE) void drain();
  });
}

async function drain(): Promise<void> {
  underWay += 1;
  for (let some = waiting.splice(0, LARGEST); some.length > 0; some = waiting.splice(0, LARGEST)) {
    try {
      const found = await readCredentials(some.map((each) => each.lookup));
      for (const [index, each] of some.entries()) each.resolve(found[index] ?? []);
    } catch (error) {
      for (const each of some) each.reject(error);
    }
  }
  underWay -= 1;
}
