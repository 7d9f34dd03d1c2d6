import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { Client } from "pg";
import { startIngestProcess } from "@/bench/authentication/start-ingest";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { newId } from "@/lib/kernel/id";

const database = "cordon_bench_rubbish";
const token = randomBytes(32).toString("base64url");
const BODIES = Number(process.env.BENCH_BODIES ?? 100_000);
const LANES = 32;

const any = (most: number) => Math.floor(Math.random() * most);
const text = (value: unknown) => ({ type: "string", value: [value] });
const hex = (bytes: number) => `0x${randomBytes(bytes).toString("hex")}`;
const packet = (): Record<string, unknown> => ({
  "User-Name": text(randomBytes(1 + any(40)).toString("latin1")),
  "NAS-Identifier": text("pgw-1"),
  ...(any(2)
    ? { "User-Password": text(randomBytes(1 + any(140)).toString("latin1")) }
    : { "CHAP-Password": text(hex(any(40))), "CHAP-Challenge": text(hex(any(40))) }),
});

const shapes: (() => string | Buffer)[] = [
  () => randomBytes(any(600)),
  () => JSON.stringify(packet()),
  () => JSON.stringify(packet()).slice(0, any(200)),
  () => JSON.stringify([packet(), packet()]),
  () => JSON.stringify({ ...packet(), "User-Name": [null, {}, [], 1e308, true][any(5)] }),
  () => `${'{"a":'.repeat(any(3_000))}1`,
  () => `{"User-Name":"${"\\ud800".repeat(any(200))}","User-Password":"\\u0000"}`,
  () => JSON.stringify(packet()).replace(/[a-f]/g, () => String.fromCharCode(any(65_536))),
  () => "",
];

/** Bodies that no FreeRADIUS posts to where devices sign on: what the ingest process answers, and how far it grows. */
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
  await owner.end();
  const ingest = await startIngestProcess(urls.ingest, randomBytes(32).toString("hex"));
  const size = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${ingest.process.pid}/status`, "utf8"))?.[1]) / 1_024;
  const statuses = new Map<number, number>();
  try {
    await spray(ingest.url, BODIES / 4, statuses);
    const before = size();
    await spray(ingest.url, (BODIES * 3) / 4, statuses);
    const grown = size() - before;
    console.log(
      `\nRubbish, ${BODIES.toLocaleString("en-GB")} bodies: answers by status, and growth after the first quarter`,
    );
    console.table({ ...Object.fromEntries(statuses), "growth, MB": Math.round(grown) });
    const faults = [...statuses].filter(([status]) => status >= 500);
    if (faults.length > 0) throw new Error(`Rubbish was answered with ${faults.map(([status]) => status)}.`);
  } finally {
    await ingest.stop();
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

async function spray(url: string, count: number, statuses: Map<number, number>): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  let left = count;
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      while (left > 0) {
        left -= 1;
        const body = shapes[any(shapes.length)]?.() ?? "";
        const status = await post(agent, `${url}/api/radius/authorize`, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  agent.destroy();
}

function post(agent: Agent, url: string, body: string | Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    };
    const asked = request(url, { method: "POST", agent, headers }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.once("error", reject);
    asked.end(body);
  });
}
