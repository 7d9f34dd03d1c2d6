import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrapDatabase } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { closePools } from "@/db/pools";
import { arrangeOn, asSuperuser, makeAccount, makeAdministrator } from "@/db/testing/estate";
import { startGenerating } from "@/lib/bulk/generate-many";
import { openPassword } from "@/lib/credentials/seal";
import { perform } from "@/lib/operation/perform";
import { type Postgres, startPostgres } from "@/scripts/postgres";
import { removeCluster } from "@/scripts/postgres/cluster";
import { typescript } from "@/scripts/stack/child";

const DEVICES = 10_000;
const folder = mkdtempSync(join(tmpdir(), "cordon-kills-"));
chmodSync(folder, 0o711);
const dataDir = join(folder, "postgres");
const log = join(folder, "worker.log");

let server: Postgres;
let worker: ChildProcess | undefined;
/** Notices within seconds what the worker's own queue notices within a minute: that a job's process is gone. */
let supervisor: PgBoss | undefined;

const shared = { ...process.env };

beforeAll(async () => {
  server = await startPostgres({ dataDir });
  const urls = await bootstrapDatabase(server.adminUrl);
  await migrate(urls.owner);
  await closePools();
  process.env.DATABASE_URL = urls.owner;
  process.env.WEB_DATABASE_URL = urls.web;
  process.env.WORKER_DATABASE_URL = urls.worker;
  arrangeOn(server.adminUrl);
  supervisor = new PgBoss({
    connectionString: urls.worker,
    schema: "pgboss",
    migrate: false,
    schedule: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    reindex: false,
  });
  supervisor.on("error", () => undefined);
  await supervisor.start();
}, 120_000);

afterAll(async () => {
  await kill();
  await supervisor?.stop({ graceful: false, timeout: 1_000 }).catch(() => undefined);
  await closePools();
  await server.stop();
  await removeCluster(dataDir);
  rmSync(folder, { recursive: true, force: true });
  Object.assign(process.env, shared);
});

function begin(): Date {
  const at = new Date();
  worker = spawn(process.execPath, typescript("worker/main.ts"), {
    env: {
      ...process.env,
      SMTP_URL: "smtp://127.0.0.1:9",
      MAIL_FROM: "Cordon <cordon@localhost>",
      LOG_LEVEL: "info",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [worker.stdout, worker.stderr])
    stream?.on("data", (text: Buffer) => appendFileSync(log, text));
  return at;
}

async function kill(process = worker): Promise<void> {
  if (!process || process.exitCode !== null || process.signalCode !== null) return;
  const gone = once(process, "exit");
  process.kill("SIGKILL");
  await gone;
}

async function until<Found>(what: string, look: () => Promise<Found | undefined | false>): Promise<Found> {
  for (const began = Date.now(); Date.now() - began < 45_000; await sleep(10)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`${what} did not come about. The worker said:\n${readFileSync(log, "utf8").slice(-3_000)}`);
}

const stored = async () =>
  (await asSuperuser<{ n: number }>("select count(*)::int as n from device_credential"))[0]?.n ?? 0;

const left = async () =>
  (
    await asSuperuser<{ n: number }>(
      "select count(*)::int as n from bulk_action_item where outcome = 'waiting'",
    )
  )[0]?.n ?? 0;

/** A moment at which the worker is somewhere in the middle: while it stores its first portions, or after it has stored some. */
async function whileAtWork(since: Date, storesMoreThan = -1): Promise<void> {
  await until("work", async () => {
    const active = await asSuperuser(
      "select from pgboss.job where name = 'run-bulk-action' and state = 'active' and started_on > $1",
      [since],
    );
    return active.length > 0 && (await stored()) > storesMoreThan;
  });
  await sleep(randomInt(250));
  expect(await left()).toBeGreaterThan(0);
}

it("leaves exactly one credential each when worker and database are killed in the middle of 10,000", async () => {
  const began = Date.now();
  const account = await makeAccount("kills");
  const administrator = await makeAdministrator(account);
  await asSuperuser(
    `insert into device (account_id, id, kind, state, label, iccid)
     select $1, gen_random_uuid(), 'cellular', 'active', 'meter ' || n, '8944' || lpad(n::text, 15, '0')
     from generate_series(1, $2::int) n`,
    [account.id, DEVICES],
  );
  // so that there is a middle on a fast machine too
  await asSuperuser(`create function planted_wait() returns trigger language plpgsql as
    $$ begin perform pg_sleep(0.3); return null; end $$`);
  await asSuperuser(
    "create trigger planted after insert on device_credential for each statement execute function planted_wait()",
  );
  // asked for twice, of which each device may take part in one
  const selection = { matching: {} };
  const works = [
    await perform(administrator, startGenerating, { selection }),
    await perform(administrator, startGenerating, { selection }),
  ];
  await asSuperuser("update pgboss.job set heartbeat_seconds = 2");

  const seen: number[] = [0];
  for (const afterSome of [false, true, false]) {
    await whileAtWork(begin(), afterSome ? seen.at(-1) : undefined);
    await kill();
    seen.push(await stored());
  }
  await whileAtWork(begin(), seen.at(-1));
  seen.push(await stored());
  server.process.kill("SIGKILL");
  await once(server.process, "exit");
  await server.stop();
  // connections that were in the middle of something take a moment to notice
  server = await until("a database", () => startPostgres({ dataDir }).catch(() => undefined));
  seen.push(await stored());
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  expect(seen.some((count) => count > 0 && count < DEVICES)).toBe(true);

  await until("the end of the work", async () => {
    const open = await asSuperuser("select from bulk_action where status <> 'done'");
    return open.length === 0;
  });
  const rows = await asSuperuser<{
    device_id: string;
    username: string;
    sealed: Buffer;
    key_version: number;
  }>(
    "select device_id, username, sealed, key_version from device_credential where revoked_at is null and replaced_at is null",
  );
  expect(rows).toHaveLength(DEVICES);
  expect(new Set(rows.map((row) => row.device_id)).size).toBe(DEVICES);
  expect(new Set(rows.map((row) => row.username)).size).toBe(DEVICES);
  const passwords = rows.map(({ device_id: deviceId, sealed, key_version: keyVersion }) =>
    openPassword({ accountId: account.id, deviceId }, { sealed, keyVersion }).toString(),
  );
  expect(new Set(passwords).size).toBe(DEVICES);
  expect(
    await asSuperuser(
      "select id from device_credential where revoked_at is not null or replaced_at is not null",
    ),
  ).toEqual([]);

  const progress = await asSuperuser<{
    id: string;
    total: number;
    done: number;
    refused: number;
    items: number;
  }>(
    `select b.id, b.total, b.done, b.refused, (select count(*)::int from bulk_action_item i
       where i.bulk_action_id = b.id and i.outcome = case when exists (select from device_credential c
         where c.bulk_action_id = b.id and c.device_id = i.device_id) then 'done' else 'refused' end) as items
     from bulk_action b`,
  );
  expect(progress.map(({ id }) => id).toSorted()).toEqual(works.map(({ id }) => id).toSorted());
  for (const { total, done, refused, items } of progress)
    expect([total, done + refused, items]).toEqual([DEVICES, DEVICES, DEVICES]);
  expect(progress.reduce((sum, { done }) => sum + done, 0)).toBe(DEVICES);
  expect(Date.now() - began).toBeLessThan(90_000);
}, 120_000);
