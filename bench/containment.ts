import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { startNas } from "@/bench/containment/start-nas";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { closePools } from "@/db/pools";
import { findFreeradius } from "@/gateway/freeradius/start";
import { startIsolating } from "@/lib/bulk/start-bulk-action";
import { askNas } from "@/lib/containment/ask-nas";
import { writeRequest } from "@/lib/containment/write-request";
import { newId } from "@/lib/kernel/id";
import { sealNasSecret } from "@/lib/nas/seal-secret";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { endSessions } from "@/worker/end-sessions";
import { runBulkAction } from "@/worker/run-bulk-action";

const count = Number(process.env.BENCH_CONTAINED ?? 10_000);
const database = "cordon_bench_containment";
const name = "pgw-1";
/** As many go to radclient at once, on both sides; more than that is the pace of one NAS. */
const together = 200;

/** 10,000 devices isolated and their sessions ended on a FreeRADIUS that acknowledges, beside radclient alone asking it as often. */
export async function run(adminUrl: string): Promise<void> {
  const freeradius = findFreeradius();
  if ("missing" in freeradius) {
    console.log(`\nContainment: left out, ${freeradius.missing}.`);
    return;
  }
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${database} with (force)`);
  const password = process.env.BENCH_PASSWORD;
  const passwords = password
    ? { owner: password, web: password, worker: password, ingest: password }
    : randomPasswords();
  const urls = await bootstrapDatabase(adminUrl, { database, passwords });
  await migrate(urls.owner);
  process.env.WEB_DATABASE_URL = urls.web;
  process.env.WORKER_DATABASE_URL = urls.worker;
  process.env.AUTH_SECRET ??= "bench-bench-bench-bench-bench-bench";
  process.env.PUBLIC_URL ??= "https://bench.example";
  process.env.LOG_LEVEL ??= "silent";
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const superuser = new Client({ connectionString: url.toString() });
  await superuser.connect();
  const folder = mkdtempSync(join(tmpdir(), "cordon-bench-"));
  const secret = randomBytes(18).toString("base64url");
  const nas = await startNas(freeradius, folder, secret);
  try {
    const { account, user } = await fill(superuser, nas.port, secret);

    const bareMs = await timed(async () => {
      for (let start = 0; start < count; start += together) {
        const requests = Array.from({ length: Math.min(together, count - start) }, (_, n) =>
          request(start + n),
        );
        const answers = await askNas({ address: "127.0.0.1", port: nas.port, secret }, requests);
        assert.ok(answers.every(({ kind }) => kind === "ack"));
      }
    });

    const actor = await resolveMemberById(account, user);
    assert.ok(actor);
    const working = endSessions();
    let refusedMs = 0;
    const oursMs = await timed(async () => {
      refusedMs = await timed(async () => {
        const { id } = await perform(actor, startIsolating, {
          selection: { matching: {} },
          reason: "all of them",
        });
        await runBulkAction({ accountId: account, userId: user, bulkActionId: id });
      });
      for (;;) {
        const { rows } = await superuser.query(
          "select count(*)::int as n from disconnect where status = 'acknowledged'",
        );
        if (rows[0].n === count) break;
        await sleep(50);
      }
    });
    await working.stop();
    const { rows } = await superuser.query("select max(attempts) as most from disconnect");
    assert.equal(rows[0].most, 1);
    const say = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
    console.log(
      `\nContainment of ${count.toLocaleString("en-GB")} devices: all refused after ${say(refusedMs)}, all sessions acknowledged after ${say(oursMs)}, ` +
        `each asked once; radclient alone ${say(bareMs)}, ${(oursMs / bareMs).toFixed(2)} times (the pace of one NAS, 1,000 a second, allows ${say(count)})`,
    );
  } finally {
    await nas.stop();
    rmSync(folder, { recursive: true, force: true });
    await superuser.end();
    await closePools();
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

const request = (n: number) =>
  writeRequest(
    {
      nas: name,
      acctSessionId: `bare-${n}`,
      userName: `meter-${n}@bench`,
      framedIp: "10.64.0.7",
      nasAddress: "10.0.0.1",
      imsi: "901280000000001",
    },
    new Date(),
    false,
  ).text;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** An account with its administrator, and devices with a session each on one NAS. */
async function fill(superuser: Client, port: number, secret: string) {
  const [account, user, membership, role, gateway, nas] = Array.from({ length: 6 }, newId) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  await superuser.query("insert into account (id, slug, name) values ($1, 'bench', 'Bench')", [account]);
  await superuser.query("insert into app_user (id, email, name) values ($1, 'a@bench.test', 'Bench')", [
    user,
  ]);
  await superuser.query(
    "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, 'a@bench.test', 'Bench')",
    [account, membership, user],
  );
  await superuser.query(
    "insert into role (account_id, id, name, permissions) values ($1, $2, 'Guard', '{device.view,device.isolate}')",
    [account, role],
  );
  await superuser.query(
    "insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $2, $3, $4, true)",
    [account, newId(), membership, role],
  );
  await superuser.query("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
    gateway,
    randomBytes(32),
  ]);
  const { sealed, keyVersion } = sealNasSecret(nas, secret);
  await superuser.query(
    `insert into nas (id, gateway_id, name, disconnect_address, disconnect_port, disconnect_secret_sealed,
       disconnect_key_version, disconnect_secret_set_at, disconnects_per_second)
     values ($1, $2, $3, '127.0.0.1', $4, $5, $6, now(), 1000)`,
    [nas, gateway, name, port, sealed, keyVersion],
  );
  await superuser.query(
    `insert into device (account_id, id, kind, state, label, iccid, imsi)
     select $1, gen_random_uuid(), 'cellular', 'active', 'meter ' || n, '8944' || lpad(n::text, 15, '0'),
       '90128' || lpad(n::text, 10, '0') from generate_series(1, $2::int) n`,
    [account, count],
  );
  await superuser.query(
    `insert into data_session (account_id, id, device_id, session_key, acct_session_id, nas, started_at, last_heard_at,
       overdue_at, user_name, nas_address, framed_ip, counters)
     select d.account_id, gen_random_uuid(), d.id, d.imsi, d.imsi, $1, now() - interval '1 minute', now(),
       now() + interval '10 minutes', d.label || '@bench', '10.0.0.1', '10.64.0.7', '{}' from device d`,
    [name],
  );
  await superuser.query("analyze");
  return { account, user };
}
