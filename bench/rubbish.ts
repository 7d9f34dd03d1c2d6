import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { Client } from "pg";
import { startIngestProcess } from "@/bench/authentication/start-ingest";
import { type Asked, rubbish, seeded } from "@/bench/rubbish/shapes";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { newId } from "@/lib/kernel/id";

const database = "cordon_bench_rubbish";
const token = randomBytes(32).toString("base64url");
const BODIES = Number(process.env.BENCH_BODIES ?? 1_000_000);
const SEED = Number(process.env.BENCH_SEED ?? 1);
const LANES = 32;
/** Memory is looked at when so much of all was sent. */
const SHARES = [0.02, 0.1, 0.3, 0.6, 1];

/** What no FreeRADIUS posts to the roads of the network: what the ingest process answers, how far it grows, and what is kept of it. */
export async function run(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${database} with (force)`);
  const password = process.env.BENCH_PASSWORD;
  const passwords = password
    ? { owner: password, web: password, worker: password, ingest: password }
    : randomPasswords();
  const urls = await bootstrapDatabase(adminUrl, { database, passwords });
  await migrate(urls.owner);
  const owner = new Client({ connectionString: urls.owner });
  await owner.connect();
  await owner.query("insert into gateway (id, name, token_hash) values ($1, 'bench', $2)", [
    newId(),
    createHash("sha256").update(token).digest(),
  ]);
  const ingest = await startIngestProcess(urls.ingest, randomBytes(32).toString("hex"), [
    "--expose-gc",
    "--import",
    join(import.meta.dirname, "rubbish", "tell-memory.mjs"),
  ]);
  const memory = async () => {
    const told = once(ingest.process, "message");
    ingest.process.send("memory");
    const [usage] = (await told) as [NodeJS.MemoryUsage];
    return usage;
  };
  const statuses = new Map<number, number>();
  const make = rubbish(seeded(SEED));
  let slowest = 0;
  const table: Record<string, object> = {};
  try {
    let sent = 0;
    for (const share of SHARES) {
      const upTo = Math.round(BODIES * share);
      const began = performance.now();
      slowest = Math.max(slowest, await spray(ingest.url, upTo - sent, statuses, () => make.ask(token)));
      const rate = (upTo - sent) / ((performance.now() - began) / 1_000);
      sent = upTo;
      const usage = await memory();
      const { rows } = await owner.query(
        "select (select count(*) from quarantined_record) as quarantined, (select count(*) from unknown_session) as unknown",
      );
      const mb = (value: number) => Math.round(value / 1_048_576);
      table[sent.toLocaleString("en-GB")] = {
        "bodies/s": Math.round(rate),
        "RSS MB": mb(usage.rss),
        "heap used MB": mb(usage.heapUsed),
        "outside the heap MB": mb(usage.external),
        "rows quarantined": Number(rows[0]?.quarantined),
        "rows unknown": Number(rows[0]?.unknown),
      };
      console.log(new Date().toISOString(), sent, JSON.stringify(table[sent.toLocaleString("en-GB")]));
    }
    console.log(
      `\nRubbish, seed ${SEED}, ${BODIES.toLocaleString("en-GB")} bodies: memory after a collection, rows kept`,
    );
    console.table(table);
    console.log("answers by status");
    console.table({ ...Object.fromEntries(statuses), "slowest ms": Math.round(slowest) });
    const faults = [...statuses].filter(([status]) => status >= 500);
    if (faults.length > 0) throw new Error(`Rubbish was answered with ${faults.map(([status]) => status)}.`);
  } finally {
    await ingest.stop();
    await owner.end();
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

/** Sends so many, some at once on connections that are kept; returns how long the slowest took. */
async function spray(
  url: string,
  count: number,
  statuses: Map<number, number>,
  make: () => Asked,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  let left = count;
  let slowest = 0;
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      while (left > 0) {
        left -= 1;
        const began = performance.now();
        const status = await send(agent, url, make());
        slowest = Math.max(slowest, performance.now() - began);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  agent.destroy();
  return slowest;
}

function send(agent: Agent, url: string, { method, path, body, headers }: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const all = { ...headers, "content-length": Buffer.byteLength(body) };
    const asked = request({ hostname, port, path, method, agent, headers: all }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.once("error", reject);
    asked.end(body);
  });
}
