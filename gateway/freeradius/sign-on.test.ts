import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asSuperuser, makeAccount, makeDevice, type TestAccount } from "@/db/testing/estate";
import { type GivenCredential, giveCredential } from "@/db/testing/give-credential";
import {
  ACCESS_ACCEPT,
  ACCESS_REJECT,
  type Attribute,
  accessRequest,
  attributesOf,
  isSigned,
  MESSAGE_AUTHENTICATOR,
} from "@/gateway/freeradius/packet";
import { findFreeradius, freeUdpPort, type RunningGateway, startGateway } from "@/gateway/freeradius/start";
import { newId } from "@/lib/kernel/id";

const root = resolve(import.meta.dirname, "../..");
const freeradius = findFreeradius();
const missing = "missing" in freeradius ? freeradius.missing : null;
const secret = randomBytes(18).toString("base64url");
const token = randomBytes(32).toString("base64url");

type Known = GivenCredential & { device: string };

describe.skipIf(missing)(`signing on through FreeRADIUS${missing ? ` (skipped: ${missing})` : ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-gateway-"));
  let account: TestAccount;
  let ingest: ChildProcess;
  let gateway: RunningGateway;
  let [udp, tcp, serial] = [0, 0, 0];

  beforeAll(async () => {
    account = await makeAccount("north");
    await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
      newId(),
      createHash("sha256").update(token).digest(),
    ]);
    [udp, tcp] = [await freeUdpPort(), await freeTcpPort()];
    await startIngest();
    gateway = await startFreeradius();
  });

  afterAll(async () => {
    await Promise.all([gateway?.stop(), end(ingest, "SIGTERM")]);
    rmSync(folder, { recursive: true, force: true });
  });

  async function startFreeradius(): Promise<RunningGateway> {
    if ("missing" in freeradius) throw new Error(freeradius.missing);
    const port = await freeUdpPort();
    return startGateway(freeradius, {
      folder,
      port,
      authPort: udp,
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

  async function known(columns: Record<string, unknown> = {}): Promise<Known> {
    serial += 1;
    const name = `meter-${serial}`;
    const device = await makeDevice(account, name);
    return { device, ...(await giveCredential(account, device, `${name}@north`, columns)) };
  }

  const change = (device: string, columns: string) =>
    asSuperuser(`update device set ${columns} where id = $1`, [device]);

  /** What radclient, a client that is not ours, gets: the word for its answer. */
  async function radclient(lines: string[]): Promise<string> {
    const args = ["-x", "-r", "1", "-t", "4", `127.0.0.1:${udp}`, "auth", secret];
    const child = spawn("missing" in freeradius ? "" : freeradius.radclient, args, {
      stdio: ["pipe", "pipe", "ignore"],
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stdin.end(`${[...lines, "Message-Authenticator = 0x00"].join("\n")}\n`);
    await once(child, "exit");
    return /Received (Access-\w+)/.exec(said)?.[1] ?? "no answer";
  }

  const signOn = (
    kind: "User-Password" | "CHAP-Password",
    { username, password }: GivenCredential,
    more: string[] = [],
  ) =>
    radclient([`User-Name = "${username}"`, `${kind} = "${password}"`, `NAS-Identifier = "pgw-1"`, ...more]);

  interface Heard {
    code: number;
    attributes: Attribute[];
    signed: boolean;
  }

  async function ask(request: Buffer, wait = 2_500): Promise<Heard | null> {
    const socket = createSocket("udp4");
    socket.send(request, udp, "127.0.0.1");
    const heard = await Promise.race([once(socket, "message"), sleep(wait, null)]);
    socket.close();
    if (!heard) return null;
    const answer = heard[0] as Buffer;
    return {
      code: answer[0] ?? 0,
      attributes: attributesOf(answer),
      signed: isSigned(answer, request, secret),
    };
  }

  const asking = ({ username, password }: GivenCredential, kind: "pap" | "chap" = "pap") =>
    ({ id: Math.floor(Math.random() * 256), secret, name: username, password, kind }) as const;

  it("is accepted by PAP and CHAP, and refused for each reason, in radclient's words", async () => {
    const good = await known();
    for (const kind of ["User-Password", "CHAP-Password"] as const) {
      expect(await signOn(kind, good)).toBe("Access-Accept");
      expect(await signOn(kind, { ...good, password: `${good.password}x` })).toBe("Access-Reject");
      expect(await signOn(kind, { ...good, username: "nobody@north" })).toBe("Access-Reject");
    }
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
    const bad = [
      await known({ revoked_at: ago(9) }),
      await known({ valid_until: ago(9) }),
      await known({ valid_from: ago(-99) }),
      await known({ bound_to: ["imsi"] }),
      await known({ bound_to: ["imei"] }),
      await known({ bound_to: ["msisdn"] }),
      await known({ nas_only: ["pgw-2"] }),
    ];
    for (const columns of [
      "isolated = true",
      "state = 'suspended'",
      "state = 'terminated'",
      "state = 'ordered'",
    ]) {
      const each = await known();
      await change(each.device, columns);
      bad.push(each);
    }
    for (const each of bad)
      for (const kind of ["User-Password", "CHAP-Password"] as const)
        expect(await signOn(kind, each, [`3GPP-IMSI = "001019999999999"`])).toBe("Access-Reject");
    for (const reason of ["revoked", "expired", "not_yet_valid", "imsi_mismatch", "nas_mismatch", "isolated"])
      expect(gateway.log()).toContain(`Cordon: ${reason}`);
    expect(gateway.log()).not.toContain(good.password);
  });

  it("carries a signature as the first attribute of each answer, and nothing of why", async () => {
    const good = await known();
    for (const kind of ["pap", "chap"] as const) {
      const accept = await ask(accessRequest(asking(good, kind)));
      expect([accept?.code, accept?.signed, accept?.attributes[0]?.type]).toEqual([
        ACCESS_ACCEPT,
        true,
        MESSAGE_AUTHENTICATOR,
      ]);
      // Message-Authenticator and Acct-Interim-Interval
      expect(accept?.attributes.map((each) => each.type)).toEqual([MESSAGE_AUTHENTICATOR, 85]);
      for (const name of [good.username, "nobody@north"]) {
        const reject = await ask(accessRequest({ ...asking(good, kind), name, password: "wrong" }));
        expect([reject?.code, reject?.signed, reject?.attributes.map((each) => each.type)]).toEqual([
          ACCESS_REJECT,
          true,
          [MESSAGE_AUTHENTICATOR],
        ]);
      }
    }
  });

  /** A device with this address and a plan of each attribute. */
  async function planned(address: string | null): Promise<Known> {
    const [plan, each] = [newId(), await known()];
    await asSuperuser(
      `insert into network_plan (id, name, framed_pool, filter_ids, session_timeout, idle_timeout, interim_interval)
       values ($1, $2, 'pool 1', array['web', '%{User-Name}', '%{exec:/bin/id}'], 7200, 901, 601)`,
      [plan, plan],
    );
    await asSuperuser("insert into account_plan (account, plan_id) values ($1, $2)", [account.id, plan]);
    await asSuperuser(
      `insert into account_address_range (account, range) values ($1, '10.60.0.0/24') on conflict do nothing`,
      [account.id],
    );
    await change(each.device, `plan_id = '${plan}'`);
    if (address) await change(each.device, `framed_range = '10.60.0.0/24', framed_address = '${address}'`);
    return each;
  }

  const named: Record<number, string> = {
    8: "Framed-IP-Address",
    11: "Filter-Id",
    27: "Session-Timeout",
    28: "Idle-Timeout",
    [MESSAGE_AUTHENTICATOR]: "Message-Authenticator",
    85: "Acct-Interim-Interval",
    88: "Framed-Pool",
  };

  const inWords = ({ type, value }: Attribute): string => {
    const name = named[type] ?? String(type);
    if (type === MESSAGE_AUTHENTICATOR) return name;
    if (type === 8) return `${name} ${[...value].join(".")}`;
    return `${name} ${type === 11 || type === 88 ? value.toString() : value.readUInt32BE()}`;
  };

  const ofPlan = [
    "Filter-Id web",
    "Filter-Id %{User-Name}",
    "Filter-Id %{exec:/bin/id}",
    "Acct-Interim-Interval 601",
    "Idle-Timeout 901",
  ];

  it("gives what the plan says and the device's own address, unexpanded, and nothing of it with a refusal", async () => {
    const [own, pooled] = [await planned("10.60.0.7"), await planned(null)];
    for (const kind of ["pap", "chap"] as const) {
      for (const [each, address] of [
        [own, "Framed-IP-Address 10.60.0.7"],
        [pooled, "Framed-Pool pool 1"],
      ] as const) {
        const accept = await ask(accessRequest(asking(each, kind)));
        expect(accept?.code).toBe(ACCESS_ACCEPT);
        expect(accept?.attributes.map(inWords).toSorted()).toEqual(
          ["Message-Authenticator", address, ...ofPlan, "Session-Timeout 7200"].toSorted(),
        );
        const again = await ask(accessRequest(asking(each, kind)));
        expect(again?.attributes.map(inWords)).toEqual(accept?.attributes.map(inWords));
        const reject = await ask(accessRequest({ ...asking(each, kind), password: "wrong" }));
        expect([reject?.code, reject?.attributes.map(inWords)]).toEqual([
          ACCESS_REJECT,
          ["Message-Authenticator"],
        ]);
      }
    }
    await change(own.device, "framed_address = '10.60.0.9', plan_id = null");
    const anew = await ask(accessRequest(asking(own)));
    expect(anew?.attributes.map(inWords).toSorted()).toEqual([
      "Acct-Interim-Interval 300",
      "Framed-IP-Address 10.60.0.9",
      "Message-Authenticator",
    ]);
  });

  it("answers nothing that is not signed, or signed wrongly, or by another secret", async () => {
    const good = await known();
    const proxied = { type: 33, value: Buffer.alloc(200, 7) };
    for (const kind of ["pap", "chap"] as const) {
      expect(await ask(accessRequest({ ...asking(good, kind), signed: "not" }), 1_000)).toBeNull();
      expect(
        await ask(accessRequest({ ...asking(good, kind), signed: "not", more: [proxied] }), 1_000),
      ).toBeNull();
      expect(await ask(accessRequest({ ...asking(good, kind), signed: "ill" }), 1_000)).toBeNull();
      expect(await ask(accessRequest({ ...asking(good, kind), secret: "another" }), 1_000)).toBeNull();
    }
  });

  it("refuses within a second of a change: revoked, isolated, terminated", async () => {
    const [a, b, c] = [await known(), await known(), await known()];
    for (const each of [a, b, c]) expect((await ask(accessRequest(asking(each))))?.code).toBe(ACCESS_ACCEPT);
    await asSuperuser("update device_credential set revoked_at = now() where id = $1", [a.id]);
    await change(b.device, "isolated = true");
    await change(c.device, "state = 'terminated'");
    for (const each of [a, b, c])
      for (const kind of ["pap", "chap"] as const)
        expect((await ask(accessRequest(asking(each, kind))))?.code).toBe(ACCESS_REJECT);
  });

  it("goes on without Cordon for those it knew, and for nobody who was withdrawn before", {
    timeout: 90_000,
  }, async () => {
    const [good, revoked, isolated, terminated, released, byChap] = await Promise.all(
      Array.from({ length: 6 }, () => known()),
    );
    if (!good || !revoked || !isolated || !terminated || !released || !byChap) throw new Error("not made");
    const never = await known();
    const [own, moved, replanned] = await Promise.all([
      planned("10.60.0.20"),
      planned("10.60.0.21"),
      planned("10.60.0.22"),
    ]);
    for (const each of [own, moved, replanned])
      expect((await ask(accessRequest(asking(each))))?.code).toBe(ACCESS_ACCEPT);
    await change(moved.device, "framed_address = '10.60.0.23'");
    await change(replanned.device, "plan_id = null");
    for (const each of [good, revoked, isolated, terminated, released])
      expect((await ask(accessRequest(asking(each))))?.code).toBe(ACCESS_ACCEPT);
    expect((await ask(accessRequest(asking(byChap, "chap"))))?.code).toBe(ACCESS_ACCEPT);
    await asSuperuser("update device_credential set revoked_at = now() where id = $1", [revoked.id]);
    await change(isolated.device, "isolated = true");
    await change(terminated.device, "state = 'terminated'");
    await change(released.device, "isolated = true");
    await sleep(3_000);
    await change(released.device, "isolated = false");
    expect((await ask(accessRequest(asking(released))))?.code).toBe(ACCESS_ACCEPT);
    await sleep(1_500);

    await end(ingest, "SIGKILL");
    await expect
      .poll(() => ask(accessRequest(asking(good))), { timeout: 15_000 })
      .toMatchObject({ code: ACCESS_ACCEPT, signed: true });
    const accepted = await ask(accessRequest(asking(good)));
    expect(accepted?.attributes[0]?.type).toBe(MESSAGE_AUTHENTICATOR);
    expect((await ask(accessRequest(asking(released))))?.code).toBe(ACCESS_ACCEPT);
    // what it was given it is given again; who would be given something else by now gets no answer
    const again = await ask(accessRequest(asking(own)));
    expect(again?.attributes.map(inWords).toSorted()).toEqual(
      ["Message-Authenticator", "Framed-IP-Address 10.60.0.20", ...ofPlan, "Session-Timeout 900"].toSorted(),
    );
    for (const each of [revoked, isolated, terminated, never, moved, replanned])
      for (const kind of ["pap", "chap"] as const)
        expect(await ask(accessRequest(asking(each, kind)), 1_500), each.username).toBeNull();
    for (const refused of [
      { ...asking(good), password: `${good.password}x` },
      asking(good, "chap"),
      asking(byChap, "chap"),
      { ...asking(good), more: [{ type: 31, value: Buffer.from("4917000000") }] },
    ])
      expect(await ask(accessRequest(refused), 1_500)).toBeNull();

    // without word from the watch nothing is used
    gateway.watch.kill("SIGTERM");
    await sleep(7_000);
    expect(await ask(accessRequest(asking(good)), 1_500)).toBeNull();
    await startIngest();
    expect((await ask(accessRequest(asking(good))))?.code).toBe(ACCESS_ACCEPT);
    expect((await ask(accessRequest(asking(revoked))))?.code).toBe(ACCESS_REJECT);
    await gateway.stop();
    gateway = await startFreeradius();
  });

  it("stands rubbish: whatever arrives, it goes on answering and does not grow", {
    timeout: 60_000,
  }, async () => {
    const good = await known();
    expect((await ask(accessRequest(asking(good))))?.code).toBe(ACCESS_ACCEPT);
    const size = () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.process.pid}/status`, "utf8"))?.[1]);
    const socket = createSocket("udp4");
    const spray = async (count: number) => {
      for (let n = 0; n < count; n += 1) {
        const packet = accessRequest({ ...asking(good), name: randomBytes(9).toString("latin1") });
        if (n % 3 === 0) packet[Math.floor(Math.random() * packet.length)] = n & 255;
        socket.send(n % 4 === 0 ? randomBytes(1 + (n % 200)) : packet, udp, "127.0.0.1");
        if (n % 20 === 19) await sleep(10);
      }
      await sleep(2_000);
    };
    await spray(1_500);
    const before = size();
    await spray(3_000);
    socket.close();
    expect(size() - before).toBeLessThan(20_000);
    expect((await ask(accessRequest(asking(good))))?.code).toBe(ACCESS_ACCEPT);
    const counts = await fetch(`http://127.0.0.1:${tcp}/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    }).then((answer) => answer.text());
    expect(counts).toContain("cordon_requests_failed_total 0\n");
  });
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
