import { rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuild } from "./build";
import { type Databases, openDatabases } from "./databases";
import { type Home, takeHome } from "./demo/home";
import { type Demo, summary } from "./demo/summary";
import { keep, readKept } from "./kept";
import { isFree } from "./ports";
import { type Seeded, seed } from "./seed";
import { isEmpty } from "./seed/is-empty";
import { aborted, endRequested } from "./signals";
import { authSecret, type Stack, startStack } from "./stack";
import { typescript } from "./stack/child";
import { exitWith, Stop, step } from "./step.mjs";

const began = Date.now();
const fresh = process.argv.includes("--fresh");
const development = process.argv.includes("--development");
const port = webPort(process.env.PORT);
const end = endRequested();

function webPort(given: string | undefined): number {
  const port = Number(given || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Stop(`PORT is ${given}, which is not a port number.`);
}

async function demo(home: Home): Promise<void> {
  if (fresh && process.env.DATABASE_URL) {
    throw new Stop("--fresh empties the database that comes with the demo, never the one in DATABASE_URL.");
  }
  if (!(await isFree(port, process.env.HOST ?? "127.0.0.1"))) {
    throw new Stop(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm run demo`);
  }
  if (fresh) await home.clear();
  const file = join(home.folder, "demo.json");
  // Its appearing means that the portal serves.
  rmSync(file, { force: true });
  let databases: Databases | undefined;
  let stack: Stack | undefined;
  try {
    databases = await openDatabases(home.folder);
    end.throwIfAborted();
    const seeded = await seedOnce(home.folder, databases);
    const build = development ? undefined : await ensureBuild(end);
    const { urls } = databases;
    stack = await step("Web, worker, ingest, mail inbox", () =>
      startStack({ home: home.folder, databases: urls, port, build, signal: end }),
    );
    const result: Demo = {
      url: stack.url,
      mailUrl: stack.mailUrl,
      databaseUrl: urls.owner,
      ingestUrl: stack.ingestUrl,
      signIns: seeded.signIns,
      gateways: seeded.gateways,
      nases: seeded.nases,
    };
    keep(file, result);
    stack.add("demo-network", typescript("scripts/demo-network.ts"), {
      DEMO_FILE: file,
      SEEDED_FILE: seededFile(home.folder, databases),
    });
    process.stdout.write(summary(result, stack.logs, file));
    process.stderr.write(`  Ready after ${((Date.now() - began) / 1000).toFixed(1)} s.\n`);
    const why = await Promise.race([aborted(end), stack.broken, databaseDied(databases)]);
    if (why) throw new Stop(`${why}\n\nEverything else has been stopped.`);
    process.stderr.write("\n");
  } finally {
    await stack?.stop();
    await databases?.stop();
  }
}

const seededFile = (home: string, { name }: Databases) => join(home, `seeded-${name}.json`);

/** Demo data goes into an empty database once; what people did since then stays. */
async function seedOnce(home: string, databases: Databases): Promise<Seeded> {
  const { urls } = databases;
  const file = seededFile(home, databases);
  const known = readKept(file) as Seeded | undefined;
  if (known) return known;
  if (!(await isEmpty(urls.owner))) {
    throw new Stop(
      `The database has accounts, and ${file}, which would say how to sign in, is not there. ${process.env.DATABASE_URL ? "Name an empty database" : "Start over: npm run demo -- --fresh"}`,
    );
  }
  const seeded = await step("Demo data", () => seed(urls, { authSecret: authSecret(home) }));
  keep(file, seeded);
  return seeded;
}

function databaseDied({ server }: Databases): Promise<string> {
  return new Promise((resolve) => {
    server?.process.once("exit", (code, signal) =>
      resolve(`The database ended (${signal ?? code}). See postgres.log.`),
    );
  });
}

async function main(): Promise<void> {
  const home = takeHome(port);
  try {
    await demo(home);
  } catch (error) {
    if (!end.aborted) throw error;
  } finally {
    home.release();
  }
}

main().then(() => process.exit(0), exitWith);
