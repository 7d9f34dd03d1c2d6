import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type Load, load, type User } from "@/bench/authentication/load";
import { hasSql, startWithFile, startWithSql } from "@/bench/authentication/other-freeradius";
import { startIngestProcess } from "@/bench/authentication/start-ingest";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { sealPassword } from "@/db/testing/seal-password";
import { findFreeradius, freeUdpPort, startGateway } from "@/gateway/freeradius/start";
import { usernameLookup } from "@/lib/credentials/seal";
import { newId } from "@/lib/kernel/id";

const database = "cordon_bench_authentication";
const DEVICES = 5_000;
const ROUNDS = 5;
const TOTAL = 4_000;

const secret = randomBytes(18).toString("base64url");
const token = randomBytes(32).toString("base64url");

const settings = [
  { kind: "pap", atOnce: 64 },
  { kind: "chap", atOnce: 64 },
  { kind: "pap", atOnce: 8 },
] as const;

/**
 * Sign-ons a second and their p99 through FreeRADIUS and Cordon, beside FreeRADIUS with a users file and FreeRADIUS with rlm_sql
 * on the same PostgreSQL, in turns. Every sign-on must be accepted by all of them.
 */
export async function run(adminUrl: string): Promise<void> {
  const freeradius = findFreeradius();
  if ("missing" in freeradius) {
    console.log(`\nAuthentication: left out, ${freeradius.missing}.`);
    return;
  }
  process.env.AUTH_SECRET ??= randomBytes(32).toString("hex");
  const folder = mkdtempSync(join(tmpdir(), "cordon-bench-"));
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${database} with (force)`);
  const password = process.env.BENCH_PASSWORD;
  const passwords = password
    ? { owner: password, web: password, worker: password, ingest: password }
    : randomPasswords();
  const urls = await bootstrapDatabase(adminUrl, { database, passwords });
  await migrate(urls.owner);
  const ends: (() => Promise<void>)[] = [];
  try {
    const users = await fill(adminUrl);
    const ingest = await startIngestProcess(urls.ingest, process.env.AUTH_SECRET);
    ends.push(ingest.stop);
    const authPort = await freeUdpPort();
    const gateway = await startGateway(freeradius, {
      folder: join(folder, "cordon"),
      port: await freeUdpPort(),
      authPort,
      secret,
      ingestUrl: ingest.url,
      token,
    });
    ends.push(() => gateway.stop());
    const file = await startWithFile(freeradius, join(folder, "file"), secret, users);
    ends.push(file.stop);
    const sides = new Map([
      ["Cordon", authPort],
      ["users file", file.port],
    ]);
    if (hasSql()) {
      const sql = await startWithSql(freeradius, join(folder, "sql"), secret, new URL(urls.owner));
      ends.push(sql.stop);
      sides.set("rlm_sql", sql.port);
    } else console.log("\nrlm_sql is left out: Debian has it in freeradius-postgresql.");

    for (const [side, port] of sides) {
      const warm = load(port, secret, users, { total: DEVICES, atOnce: 32, kind: "pap" });
      await warm.catch((error: Error) => {
        throw new Error(`${side}: ${error.message}`);
      });
    }
    const table: Record<string, object> = {};
    for (const setting of settings) {
      const results = new Map([...sides.keys()].map((side) => [side, [] as Load[]]));
      for (let round = 0; round < ROUNDS; round += 1) {
        const turn = [...sides];
        if (round % 2 === 1) turn.reverse();
        for (const [side, port] of turn)
          results.get(side)?.push(await load(port, secret, users, { total: TOTAL, ...setting }));
      }
      const ours = results.get("Cordon") ?? [];
      for (const [side, loads] of results) {
        const ratios = ours.map((each, round) => each.rate / (loads[round]?.rate ?? 1));
        table[`${setting.kind}, ${setting.atOnce} at once, ${side}`] = {
          "sign-ons/s": Math.round(median(loads.map((each) => each.rate))),
          "p50 ms": median(loads.map((each) => each.p50)).toFixed(1),
          "p99 ms": median(loads.map((each) => each.p99)).toFixed(1),
          "Cordon's rate to it": side === "Cordon" ? "" : median(ratios).toFixed(2),
        };
      }
    }
    console.log(`\nAuthentication, ${DEVICES.toLocaleString("en-GB")} devices, medians of ${ROUNDS} rounds`);
    console.table(table);
  } finally {
    for (const end of ends.toReversed()) await end();
    rmSync(folder, { recursive: true, force: true });
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

/** Devices with credentials as Cordon has them, and the same as rlm_sql's own table. */
async function fill(adminUrl: string): Promise<User[]> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  const accountId = newId();
  await client.query("insert into account (id, slug, name) values ($1, 'bench', 'Bench')", [accountId]);
  await client.query("insert into gateway (id, name, token_hash) values ($1, 'bench', $2)", [
    newId(),
    createHash("sha256").update(token).digest(),
  ]);
  const { rows: devices } = await client.query<{ id: string; imsi: string }>(
    `insert into device (account_id, id, kind, state, label, imsi)
     select $1, gen_random_uuid(), 'cellular', 'active', 'meter ' || n, '90128' || lpad(n::text, 10, '0')
     from generate_series(1, $2::int) n returning id, imsi`,
    [accountId, DEVICES],
  );
  const users = devices.map(({ imsi }) => ({
    name: `${imsi}@bench`,
    password: randomBytes(15).toString("base64url"),
  }));
  const sealed = devices.map(({ id: deviceId }, n) =>
    sealPassword({ accountId, deviceId }, users[n]?.password ?? ""),
  );
  await client.query(
    `insert into device_credential (account_id, id, device_id, username, username_lookup, sealed, key_version, valid_from,
       created_at, created_by_label)
     select $1, gen_random_uuid(), g.device_id, g.username, g.lookup, g.sealed, $6, now() - interval '1 hour', now(), 'bench'
     from unnest($2::uuid[], $3::text[], $4::bytea[], $5::bytea[]) g (device_id, username, lookup, sealed)`,
    [
      accountId,
      devices.map((each) => each.id),
      users.map((each) => each.name),
      users.map((each) => usernameLookup(each.name)),
      sealed.map((each) => each.sealed),
      sealed[0]?.keyVersion ?? 0,
    ],
  );
  await client.query(
    `create table radcheck (id serial primary key, username text not null, attribute text not null, op varchar(2) not null,
       value text not null)`,
  );
  await client.query("create index radcheck_username on radcheck (username, attribute)");
  await client.query(
    `insert into radcheck (username, attribute, op, value)
     select g.username, 'Cleartext-Password', ':=', g.value from unnest($1::text[], $2::text[]) g (username, value)`,
    [users.map((each) => each.name), users.map((each) => each.password)],
  );
  await client.query("grant select on radcheck to cordon_owner");
  await client.query("vacuum analyze");
  await client.end();
  return users;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
