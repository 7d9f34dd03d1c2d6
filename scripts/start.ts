import { existsSync } from "node:fs";
import { join } from "node:path";
import { aborted, endRequested } from "./signals";
import { ROOT, startChild, typescript } from "./stack/child";
import { exitWith, Stop } from "./step.mjs";

/** The processes of the portal, and the databases each may know of. */
const PROCESSES = {
  web: { args: webArguments(), databases: ["WEB_DATABASE_URL"] },
  worker: { args: typescript("worker/main.ts"), databases: ["WEB_DATABASE_URL", "WORKER_DATABASE_URL"] },
  ingest: { args: typescript("ingest/main.ts"), databases: ["INGEST_DATABASE_URL"] },
};

type Name = keyof typeof PROCESSES;
const NAMES = Object.keys(PROCESSES) as Name[];
const isName = (text: string): text is Name => Object.hasOwn(PROCESSES, text);

function webArguments(): string[] {
  const next = join("node_modules", "next", "dist", "bin", "next");
  const { PORT = "3000", HOST = "127.0.0.1" } = process.env;
  return [next, "start", "--port", PORT, "--hostname", HOST];
}

function environmentOf(name: Name): Record<string, string | undefined> {
  const allowed: string[] = PROCESSES[name].databases;
  const given = Object.entries(process.env).filter(
    ([key]) => !key.endsWith("DATABASE_URL") || allowed.includes(key),
  );
  return { ...Object.fromEntries(given), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const names = asked.length === 0 ? NAMES : asked.filter(isName);
  if (names.length < asked.length)
    throw new Stop(`npm start takes ${NAMES.join(", ")}, or nothing for all of them.`);
  if (names.includes("web") && !existsSync(join(ROOT, ".next", "BUILD_ID"))) {
    throw new Stop("There is no production build yet: npm run build");
  }
  const end = endRequested();
  const children = names.map((name) =>
    startChild({ name, args: PROCESSES[name].args, env: environmentOf(name) }),
  );
  const deaths = children.map(async ({ name, ended }) => `The ${name} process ${await ended}.`);
  const why = await Promise.race([aborted(end), ...deaths]);
  await Promise.all(children.map((child) => child.stop()));
  if (why && !end.aborted) throw new Stop(why);
}

main().then(() => process.exit(0), exitWith);
