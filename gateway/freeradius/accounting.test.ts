import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asSuperuser, makeAccount, makeDevice } from "@/db/testing/estate";
import { findFreeradius, freeUdpPort, type RunningGateway, startGateway } from "@/gateway/freeradius/start";
import { newId } from "@/lib/kernel/id";

const root = resolve(import.meta.dirname, "../..");
const freeradius = findFreeradius();
const missing = "missing" in freeradius ? freeradius.missing : null;

const DEVICES = 60;
const TWO_TO_32 = 2 ** 32;
const secret = randomBytes(18).toString("base64url");
const token = randomBytes(32).toString("base64url");

describe.skipIf(missing)(`accounting through FreeRADIUS${missing ? ` (skipped: ${missing})` : ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-gateway-"));
  let ingest: ChildProcess;
  let gateway: RunningGateway;
  let udp: number;
  let authPort: number;
  let tcp: number;
  let imsis: string[] = [];

  beforeAll(async () => {
    const account = await makeAccount("north");
    await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
      newId(),
      createHash("sha256").update(token).digest(),
    ]);
    for (let n = 0; n < DEVICES; n += 1) await makeDevice(account, `meter ${n}`);
    imsis = (await asSuperuser<{ imsi: string }>("select imsi from device order by imsi")).map(
      (row) => row.imsi,
    );
    [udp, authPort, tcp] = [await freeUdpPort(), await freeUdpPort(), await freeTcpPort()];
    await startIngest();
    gateway = await startFreeradius();
  });

  afterAll(async () => {
    await Promise.all([gateway?.stop(), end(ingest, "SIGTERM")]);
    rmSync(folder, { recursive: true, force: true });
  });

  async function startFreeradius(): Promise<RunningGateway> {
    if ("missing" in freeradius) throw new Error(freeradius.missing);
    return startGateway(freeradius, {
      folder,
      port: udp,
      authPort,
      secret,
      ingestUrl: `http://127.0.0.1:${tcp}`,
      token,
    });
  }

  async function startIngest(): Promise<void> {
    ingest = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "ingest/main.ts"], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH,
        INGEST_DATABASE_URL: process.env.INGEST_DATABASE_URL,
        AUTH_SECRET: process.env.AUTH_SECRET,
        INGEST_HOST: "127.0.0.1",
        INGEST_PORT: String(tcp),
        LOG_LEVEL: "silent",
      } as Record<string, string | undefined> as NodeJS.ProcessEnv,
    });
    await vi.waitFor(() => fetch(`http://127.0.0.1:${tcp}/health`), { timeout: 40_000, interval: 200 });
  }

  const begun = Math.floor(Date.now() / 1000) - 3600;
  /** what device n has used after so many records, past 4 GiB from the third on */
  const used = (n: number, after: number) => ({
    up: after * 1_000_003 + n + (after > 2 ? TWO_TO_32 : 0),
    down: after * 777 + 2 * n,
  });

  /** One record of every device, through radclient, which says how many were not answered. */
  async function send(status: string, after: number): Promise<void> {
    const packets = imsis.map((imsi, n) => {
      const { up, down } = used(n, after);
      const counters = [
        `Acct-Session-Time = ${after * 300}`,
        `Acct-Input-Octets = ${up % TWO_TO_32}`,
        `Acct-Input-Gigawords = ${Math.floor(up / TWO_TO_32)}`,
        `Acct-Output-Octets = ${down}`,
      ];
      return [
        `Acct-Status-Type = ${status}`,
        `Acct-Session-Id = "session-${n}"`,
        `NAS-Identifier = "packet-gateway-1"`,
        `3GPP-IMSI = "${imsi}"`,
        `User-Name = "meter@iot.apn"`,
        `Framed-IP-Address = 10.64.0.${n + 1}`,
        `Event-Timestamp = ${begun + after * 300}`,
        ...(status === "Start" ? [] : counters),
      ].join("\n");
    });
    const file = join(folder, `${after}.txt`);
    writeFileSync(file, `${packets.join("\n\n")}\n`);
    const args = ["-q", "-p", "16", "-r", "10", "-t", "2", "-f", file, `127.0.0.1:${udp}`, "acct", secret];
    const client = spawn("missing" in freeradius ? "" : freeradius.radclient, args, { stdio: "ignore" });
    const [code] = await once(client, "exit");
    expect(code, "every record is answered").toBe(0);
  }

  it("loses no octet while Cordon, and then FreeRADIUS, is killed in the middle", {
    timeout: 120_000,
  }, async () => {
    await send("Start", 0);
    await send("Interim-Update", 1);
    await end(ingest, "SIGKILL");
    await send("Interim-Update", 2);
    await startIngest();
    await send("Interim-Update", 3);
    await gateway.stop("SIGKILL");
    gateway = await startFreeradius();
    await send("Stop", 4);

    const stopped = () =>
      asSuperuser<{ n: number }>(
        "select count(*)::int as n from data_session where stopped_at is not null",
      ).then(([row]) => row?.n);
    await expect.poll(stopped, { timeout: 60_000, interval: 500 }).toBe(DEVICES);
    // what is left of the spool is given again and counts once
    await sleep(2_500);
    const sums = await asSuperuser(
      `select d.imsi, sum(u.up_bytes)::text as up, sum(u.down_bytes)::text as down
       from device d join usage_hour u on u.device_id = d.id group by d.imsi order by d.imsi`,
    );
    expect(sums).toEqual(
      imsis.map((imsi, n) => ({ imsi, up: String(used(n, 4).up), down: String(used(n, 4).down) })),
    );
    const sessions = await asSuperuser(
      "select count(*)::int as sessions, count(*) filter (where started_at = to_timestamp($1))::int as exact from data_session",
      [begun],
    );
    expect(sessions).toEqual([{ sessions: DEVICES, exact: DEVICES }]);
    const [heard] = await asSuperuser<{ records: number }>("select records::int from gateway");
    expect(heard?.records).toBeGreaterThanOrEqual(5 * DEVICES);
    expect(await asSuperuser("select reason from quarantined_record")).toEqual([]);
  });

  it("answers nobody who does not know the secret, and signs what it answers", async () => {
    const attributes = Buffer.from([40, 6, 0, 0, 0, 7, 44, 3, 65]); // Acct-Status-Type Accounting-On, Acct-Session-Id
    expect(await ask(attributes, "not-the-secret")).toBeNull();
    const { asked, answer } = (await ask(attributes, secret)) ?? { asked: Buffer.of(), answer: Buffer.of() };
    // RFC 2866 section 3: MD5(code + id + length + request authenticator + attributes + secret)
    const signed = Buffer.concat([
      answer.subarray(0, 4),
      asked.subarray(4, 20),
      answer.subarray(20),
      Buffer.from(secret),
    ]);
    expect(answer[0]).toBe(5);
    expect(answer.subarray(4, 20)).toEqual(createHash("md5").update(signed).digest());
  });

  it("keeps its records and secrets from other users of the machine", () => {
    const open = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /clients|detail/.test(name))
      .filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
    expect(open).toEqual([]);
  });

  async function ask(attributes: Buffer, key: string): Promise<{ asked: Buffer; answer: Buffer } | null> {
    const head = Buffer.from([4, 42, 0, 20 + attributes.length]);
    const unsigned = Buffer.concat([head, Buffer.alloc(16), attributes, Buffer.from(key)]);
    const asked = Buffer.concat([head, createHash("md5").update(unsigned).digest(), attributes]);
    const socket = createSocket("udp4");
    socket.send(asked, udp, "127.0.0.1");
    const answer = await Promise.race([once(socket, "message"), sleep(1_500, null)]);
    socket.close();
    return answer && { asked, answer: answer[0] as Buffer };
  }
});

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function freeTcpPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
