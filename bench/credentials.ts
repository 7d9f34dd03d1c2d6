import assert from "node:assert/strict";
import { createCipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import { Client } from "pg";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { closePools } from "@/db/pools";
import { writeInScope } from "@/db/scoped";
import { makeRecords, type Recipient } from "@/lib/credentials/make-records";
import { storeCredentials } from "@/lib/credentials/store";
import { newId } from "@/lib/kernel/id";

const count = Number(process.env.BENCH_CREDENTIALS ?? 100_000);
const portion = 2_000;
const rounds = 5;
const database = "cordon_bench_credentials";

/** 100,000 credentials made and stored, against nothing but the sealing and the keyed hash of as many, in the same run. */
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
  process.env.WEB_DATABASE_URL = urls.web;
  process.env.AUTH_SECRET ??= "bench-bench-bench-bench-bench-bench";
  process.env.LOG_LEVEL ??= "silent";
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const superuser = new Client({ connectionString: url.toString() });
  await superuser.connect();
  try {
    const account = newId();
    await superuser.query("insert into account (id, slug, name) values ($1, 'bench', 'Bench')", [account]);
    await superuser.query(
      `insert into device (account_id, id, kind, state, label, iccid)
       select $1, gen_random_uuid(), 'cellular', 'active', 'meter ' || n, '8944' || lpad(n::text, 15, '0')
       from generate_series(1, $2::int) n`,
      [account, count],
    );
    const { rows } = await superuser.query<Recipient>(
      `select id as "deviceId", iccid || '@bench' as username from device order by label_key`,
    );
    const ratios: number[] = [];
    const barest: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await superuser.query("truncate device_credential");
      const bareMs = await timed(() => bare(account, rows));
      const barestMs = await timed(() => bare(account, rows, createSecretKey));
      const oursMs = await timed(() => ours(account, rows));
      const stored = await superuser.query("select count(*)::int as n from device_credential");
      assert.equal(stored.rows[0].n, count);
      ratios.push(oursMs / bareMs);
      barest.push(oursMs / barestMs);
      console.log(
        `${count.toLocaleString("en-GB")} credentials: made and stored ${oursMs.toFixed(0)} ms, bare crypto loop ${bareMs.toFixed(0)} ms, ${(oursMs / bareMs).toFixed(2)} times (goal ≤ 1.0); the loop with key objects ${barestMs.toFixed(0)} ms`,
      );
    }
    const median = (of: number[]) => of.toSorted((one, other) => one - other)[of.length >> 1]?.toFixed(2);
    console.log(
      `median of ${rounds}: ${median(ratios)} times; of the loop with key objects ${median(barest)} times`,
    );
  } finally {
    await superuser.end();
    await closePools();
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** One random password, one AES-256-GCM and one HMAC-SHA-256 for each, kept in memory; with keys as bytes, or taken in once. */
async function bare(
  account: string,
  recipients: readonly Recipient[],
  takeIn: (bytes: Buffer) => Buffer | KeyObject = (bytes) => bytes,
): Promise<void> {
  const [sealing, lookup] = [takeIn(randomBytes(32)), takeIn(randomBytes(32))];
  const pool = randomBytes(32 * recipients.length);
  const kept: Buffer[] = [];
  for (const [index, { deviceId, username }] of recipients.entries()) {
    const nonce = pool.subarray(index * 32, index * 32 + 12);
    const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(
      Buffer.from(`${account}\0${deviceId}\0device_credential.sealed`),
    );
    const text = cipher.update(pool.subarray(index * 32 + 12, index * 32 + 32));
    cipher.final();
    kept.push(Buffer.concat([nonce, text, cipher.getAuthTag()]));
    kept.push(createHmac("sha256", lookup).update(username).digest());
  }
  assert.equal(kept.length, 2 * recipients.length);
}

async function ours(accountId: string, recipients: readonly Recipient[]): Promise<void> {
  const scope = { accountId, groups: "all", membershipId: null } as const;
  const now = new Date();
  const terms = { now, validFrom: now, validUntil: null, by: "Bench", bulkActionId: null, replacing: null };
  const waiting = Array.from({ length: Math.ceil(recipients.length / portion) }, (_, part) =>
    recipients.slice(part * portion, (part + 1) * portion),
  );
  const worker = async () => {
    for (let some = waiting.shift(); some; some = waiting.shift()) {
      const records = makeRecords(accountId, some, { alphabet: "unambiguous", passwordLength: 20 });
      await writeInScope(scope, (db) => storeCredentials(db, records, terms));
    }
  };
  await Promise.all([worker(), worker()]);
}
