import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "../build";
import { openEmbedded, removeDatabases } from "../databases";
import type { Demo } from "../demo/summary";
import { keep } from "../kept";
import { freePort } from "../ports";
import { seed } from "../seed";
import { authSecret, startStack } from "../stack";
import { end } from "./run";

/**
 * Runs `work` against a portal of its own: production build, fresh database with the demo data, free ports.
 * `work` gets the file that says the addresses and sign-ins, in the form of demo.json.
 */
export async function withPortal<T>(work: (addresses: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), "cordon-e2e-"));
  chmodSync(home, 0o711);
  try {
    const build = await ensureBuild(end);
    const databases = await openEmbedded(home, { fsync: false });
    try {
      const { signIns, gateways, nases } = await seed(databases.urls, { authSecret: authSecret(home) });
      const stack = await startStack({
        home,
        databases: databases.urls,
        port: await freePort(),
        build,
        quickContainment: true,
        signal: end,
      });
      const addresses: Demo = {
        url: stack.url,
        mailUrl: stack.mailUrl,
        ingestUrl: stack.ingestUrl,
        databaseUrl: databases.urls.owner,
        signIns,
        gateways,
        nases,
      };
      const file = join(home, "addresses.json");
      keep(file, addresses);
      try {
        return await Promise.race([
          work(file),
          stack.broken.then((why) => Promise.reject(new Error(`The portal under test broke. ${why}`))),
        ]);
      } finally {
        await stack.stop();
      }
    } finally {
      await databases.stop();
    }
  } finally {
    await removeDatabases(home);
    rmSync(home, { recursive: true, force: true });
  }
}
