import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { startPostgres } from "./postgres";
import { removeCluster } from "./postgres/cluster";

const dataDir = mkdtempSync(join(tmpdir(), "cordon-postgres-"));
chmodSync(dataDir, 0o711);
afterAll(async () => {
  await removeCluster(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("the data outlives a server that was killed, and the address stays", async () => {
  const first = await startPostgres({ dataDir });
  await ask(first.adminUrl, "create table kept as select 1 as one");
  const died = new Promise((resolve) => first.process.once("exit", resolve));
  first.process.kill("SIGKILL");
  await died;
  await first.stop();
  expect(existsSync(join(realpathSync(join(dataDir, "cluster")), "postmaster.pid"))).toBe(true);

  const second = await startPostgres({ dataDir });
  expect(second.adminUrl).toBe(first.adminUrl);
  expect(await ask(second.adminUrl, "select one from kept")).toEqual([{ one: 1 }]);
  await second.stop();
  expect(statSync(join(dataDir, "superuser-password")).mode & 0o777).toBe(0o600);
});

test("it listens on this machine alone and asks for the password", async () => {
  const server = await startPostgres({ dataDir });
  try {
    expect(await ask(server.adminUrl, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
    const wrong = new URL(server.adminUrl);
    wrong.password = "guess";
    await expect(ask(wrong.toString(), "select 1")).rejects.toThrow(/password authentication failed/);
  } finally {
    await server.stop();
  }
});

test("a taken port is said in words", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(startPostgres({ dataDir, port })).rejects.toThrow(`Port ${port} is taken by another program`);
  other.close();
});
