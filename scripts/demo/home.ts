import { rmSync } from "node:fs";
import { join } from "node:path";
import { removeDatabases } from "../databases";
import { readKept } from "../kept";
import { holder, release, tryTake } from "../mutex.mjs";
import { ROOT } from "../stack/child";
import { Stop } from "../step.mjs";

export interface Home {
  folder: string;
  /** Empties it, so that the next start begins from nothing. */
  clear(): Promise<void>;
  release(): void;
}

/** Where a demo keeps its data: `.data`, or a folder of its own beside another running demo of this clone. */
export function takeHome(port: number): Home {
  const main = join(ROOT, ".data");
  for (const folder of [main, join(main, `port-${port}`)]) {
    const lock = join(folder, "demo.lock");
    if (!tryTake(lock)) {
      const address = runningAddress(folder);
      if (address?.endsWith(`:${port}`) || folder !== main) {
        throw new Stop(
          `The demo of this clone already runs at ${address ?? `port ${port}`} (process ${holder(lock)}).`,
        );
      }
      process.stderr.write(
        `  Another demo of this clone runs at ${address ?? "another port"}: this one keeps its data apart.\n`,
      );
      continue;
    }
    return { folder, clear: () => clear(folder), release: () => release(lock) };
  }
  throw new Stop(`The demo of this clone already runs on port ${port}.`);
}

function runningAddress(folder: string): string | undefined {
  const known = readKept(join(folder, "demo.json")) as { url?: string } | undefined;
  return known?.url;
}

async function clear(folder: string): Promise<void> {
  await removeDatabases(folder);
  for (const name of [
    "postgres",
    "mail",
    "logs",
    "demo.json",
    "seeded-embedded.json",
    "seeded-embedded-network.json",
    "gateway",
    "passwords.json",
    "auth-secret.json",
  ]) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
