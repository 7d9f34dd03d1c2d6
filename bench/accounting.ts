import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { copyIn } from "@/bench/accounting/copy-in";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { newId } from "@/lib/kernel/id";

const database = "cordon_bench_accounting";
const DEVICES = 5_000;
const LANES = 4;
const ROUNDS = 5;

const token = randomBytes(32).toString("base64url");
const rows = [
  { batch: 1, records: 400 },
  { batch: 100, records: 5_000 },
  { batch: 1_000, records: 20_000 },
];

type Packet = Record<string, string | number>;
type Send = (packets: readonly Packet[]) => Promise<void>;

/** Accounting records a second through the endpoint, against the same rows by COPY into a bare table, in turns. */
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
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const lanes = Array.from({ length: LANES }, () => new Client({ connectionString: url.toString() }));
  let ingest: ChildProcess | undefined;
  try {
    await Promise.all(lanes.map((lane) => lane.connect()));
    const imsis = await fill(lanes[0] as Client);
    const port = await freePort();
    ingest = await startIngest(urls.ingest, port);
    const nextRound = rounds(imsis);
    // every session is begun, and the connections are warm
    await drive(nextRound(DEVICES), 1_000, () => post(port));
    const table: Record<string, object> = {};
    for (const { batch, records } of rows) {
      const rates = { endpoint: [] as number[], copy: [] as number[] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const packets = nextRound(records);
        rates.endpoint.push(await drive(packets, batch, () => post(port)));
        rates.copy.push(await drive(packets, batch, (lane) => copyOver(lanes[lane] as Client)));
      }
      const ratios = rates.endpoint.map((rate, round) => rate / (rates.copy[round] ?? 1));
      table[`batches of ${batch}`] = {
        "endpoint, records/s": Math.round(median(rates.endpoint)),
        "COPY, rows/s": Math.round(median(rates.copy)),
        ratio: median(ratios).toFixed(3),
      };
    }
    console.log(
      `\nAccounting, ${LANES} connections, interims of ${DEVICES.toLocaleString("en-GB")} sessions`,
    );
    console.table(table);
  } finally {
    if (ingest) await end(ingest);
    await Promise.all(lanes.map((lane) => lane.end()));
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

async function fill(client: Client): Promise<string[]> {
  const account = newId();
  await client.query("insert into account (id, slug, name) values ($1, 'bench', 'Bench')", [account]);
  await client.query("insert into gateway (id, name, token_hash) values ($1, 'bench', $2)", [
    newId(),
    createHash("sha256").update(token).digest(),
  ]);
  const { rows: devices } = await client.query<{ imsi: string }>(
    `insert into device (account_id, id, kind, state, label, imsi)
     select $1, gen_random_uuid(), 'cellular', 'active', 'meter ' || n, '90128' || lpad(n::text, 10, '0')
     from generate_series(1, $2::int) n returning imsi`,
    [account, DEVICES],
  );
  await client.query(
    "create table bare_record (status text, session text, nas text, imsi text, at bigint, seconds bigint, up bigint, down bigint)",
  );
  await client.query("vacuum analyze");
  return devices.map((device) => device.imsi);
}

/** Interims of the next devices in turn, each later and larger than what that device said before. */
function rounds(imsis: readonly string[]): (records: number) => Packet[] {
  let told = 0;
  const begun = Math.floor(Date.now() / 1000) - 86_400;
  return (records) =>
    Array.from({ length: records }, () => {
      const device = told % imsis.length;
      const seconds = 60 * (1 + Math.floor(told / imsis.length));
      told += 1;
      return {
        "Acct-Status-Type": "Interim-Update",
        "Acct-Session-Id": `session-${device}`,
        "NAS-Identifier": "pgw-1",
        "3GPP-IMSI": imsis[device] ?? "",
        "Event-Timestamp": begun + seconds,
        "Acct-Session-Time": seconds,
        "Acct-Input-Octets": seconds * 100,
        "Acct-Input-Gigawords": 0,
        "Acct-Output-Octets": seconds * 10,
        "Acct-Output-Gigawords": 0,
      };
    });
}

/** Sends everything in batches over all lanes; says how many records a second that was. */
async function drive(
  packets: readonly Packet[],
  batch: number,
  lane: (index: number) => Send,
): Promise<number> {
  const batches = Array.from({ length: Math.ceil(packets.length / batch) }, (_, n) =>
    packets.slice(n * batch, (n + 1) * batch),
  );
  const start = performance.now();
  await Promise.all(
    Array.from({ length: LANES }, async (_, index) => {
      const send = lane(index);
      for (let next = batches.shift(); next; next = batches.shift()) await send(next);
    }),
  );
  return (packets.length * 1000) / (performance.now() - start);
}

const post =
  (port: number): Send =>
  async (packets) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/radius/accounting`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(packets.length === 1 ? packets[0] : packets),
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`The endpoint answered ${answer.status}.`);
  };

const copyOver =
  (client: Client): Send =>
  (packets) => {
    const lines = packets.map((packet) =>
      [
        packet["Acct-Status-Type"],
        packet["Acct-Session-Id"],
        packet["NAS-Identifier"],
        packet["3GPP-IMSI"],
        packet["Event-Timestamp"],
        packet["Acct-Session-Time"],
        packet["Acct-Input-Octets"],
        packet["Acct-Output-Octets"],
      ].join("\t"),
    );
    return copyIn(client, "copy bare_record from stdin", Buffer.from(`${lines.join("\n")}\n`));
  };

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

async function startIngest(databaseUrl: string, port: number): Promise<ChildProcess> {
  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    INGEST_DATABASE_URL: databaseUrl,
    AUTH_SECRET: randomBytes(32).toString("hex"),
    INGEST_HOST: "127.0.0.1",
    INGEST_PORT: String(port),
    LOG_LEVEL: "warn",
  };
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "ingest/main.ts"], {
    stdio: ["ignore", "inherit", "inherit"],
    env: env as NodeJS.ProcessEnv,
  });
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answer?.ok) return child;
    await sleep(100);
  }
  await end(child);
  throw new Error("The ingest process did not start.");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
