import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, makeAccount, makeDevice } from "@/db/testing/estate";
import { type GivenCredential, giveCredential } from "@/db/testing/give-credential";
import { ACCESS_ACCEPT, ACCESS_REJECT, accessRequest } from "@/gateway/freeradius/packet";
import { findFreeradius, freeUdpPort } from "@/gateway/freeradius/start";
import { type Ingest, startIngest } from "@/ingest/server";
import { newId } from "@/lib/kernel/id";

const freeradius = findFreeradius();
const missing = "missing" in freeradius ? freeradius.missing : null;
const token = randomBytes(32).toString("base64url");
const nasSecret = "a secret without spaces".replaceAll(" ", "-");

describe.skipIf(missing)(`install${missing ? ` (skipped: ${missing})` : ""}`, () => {
  const root = mkdtempSync(join(tmpdir(), "cordon-install-"));
  const etc = join(root, "etc/cordon-gateway");
  const gateway = newId();
  const running: ChildProcess[] = [];
  let ingest: Ingest;
  let credential: GivenCredential;
  let ports: string[] = [];
  let authPort = 0;

  beforeAll(async () => {
    await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
      gateway,
      createHash("sha256").update(token).digest(),
    ]);
    const account = await makeAccount("north");
    credential = await giveCredential(account, await makeDevice(account, "meter"), "meter@north");
    ingest = await startIngest("127.0.0.1", 0);
    authPort = await freeUdpPort();
    ports = ["--auth-port", authPort, "--port", await freeUdpPort(), "--watch-port", await freeUdpPort()].map(
      String,
    );
  });

  afterAll(async () => {
    for (const child of running) child.kill("SIGTERM");
    await ingest.stop();
    rmSync(root, { recursive: true, force: true });
  });

  async function install(args: string[], input = "") {
    const child = spawn(join(import.meta.dirname, "install"), ["--root", root, ...args], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { PATH: process.env.PATH } as Record<string, string | undefined> as NodeJS.ProcessEnv,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    const [code] = await once(child, "close");
    return { code: code as number, said };
  }

  const given = () => ["--url", `http://127.0.0.1:${ingest.port}`, "--address", "127.0.0.1", ...ports];
  const look = () =>
    readdirSync(etc).map((name) => {
      const { mode, mtimeMs } = statSync(join(etc, name));
      return [name, (mode & 0o777).toString(8), mtimeMs, readFileSync(join(etc, name), "utf8")];
    });

  it("takes nothing that the configuration would read as more than text, and no way on which a token could be read", async () => {
    for (const [args, input] of [
      [[], token],
      [["--token-file", "-"], "short"],
      [["--token-file", "-"], `${token}$(id)`],
      [["--token-file", "-", "--url", "http://portal.example.com"], token],
      [["--token-file", "-", "--url", "https://portal.example.com/$(id)"], token],
      [["--token-file", "-", "--url", "http://127.0.0.1.example.com"], token],
      [["--token-file", "-", "--url", "http://127.0.0.1@portal.example.com"], token],
      [["--token-file", "-", "--url", "http://localhost:80@portal.example.com"], token],
      [["--token-file", "-", "--url", "http://[::1].example.com"], token],
      [["--token-file", "-", "--address", "$ENV{HOME}"], token],
      [["--token-file", "-", "--port", "99999"], token],
      [["--token-file", "-", "--client", "pgw"], token],
      [["--token-file", "-", "--client", "pgw}=192.0.2.1"], token],
      [["--token-file", "-", "--client", "pgw=192.0.2.1 } client x {"], token],
      [["--token-file", "-", "--client", "pgw=127.0.0.1"], token],
      [["--token", token], ""],
    ] as [string[], string][]) {
      const { code, said } = await install([...given(), ...args], input);
      expect([code, said.includes(token)], `${args.join(" ")}: ${said}`).toEqual([1, false]);
    }
    for (const secret of [
      "short",
      'quoted"quoted"quoted',
      `dollar${"$"}{dollar}dollar`,
      "percent%{percent}",
    ]) {
      writeFileSync(join(root, "clients"), `pgw-1 127.0.0.2 ${secret}\n`);
      const { code, said } = await install(
        [...given(), "--token-file", "-", "--clients", join(root, "clients")],
        token,
      );
      expect([code, said.includes(secret)], said).toEqual([1, false]);
    }
    expect(existsSync(etc)).toBe(false);
  });

  it("sets a gateway up that only it can read, and changes nothing when run again", async () => {
    writeFileSync(join(root, "clients"), `# ours\npgw-1 127.0.0.2 ${nasSecret}\npgw-2 127.0.0.3\n`);
    const first = await install([...given(), "--token-file", "-", "--clients", join(root, "clients")], token);
    expect(first, first.said).toMatchObject({ code: 0 });
    for (const secret of [token, nasSecret]) expect(first.said).not.toContain(secret);
    const before = look();
    for (const [name, mode] of before)
      expect(String(mode), String(name)).toBe(
        /\.sh$/.test(String(name)) ? "750" : /^(settings|clients)$/.test(String(name)) ? "600" : "640",
      );
    for (const args of [
      [],
      ["--token-file", "-"],
      ["--clients", join(root, "clients")],
      ["--client", "pgw-2=127.0.0.3"],
    ]) {
      const again = await install(args, args.includes("-") ? token : "");
      expect(again.said).toContain("Nothing was changed");
      expect(look()).toEqual(before);
    }
  });

  it("adds a NAS, and keeps what it knows of the others", async () => {
    expect(await install(["--client", "pgw-3=192.0.2.0/24"])).toMatchObject({ code: 0 });
    const lines = readFileSync(join(etc, "clients"), "utf8").trim().split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["pgw-1", "pgw-2", "pgw-3"]);
    expect(lines[0]).toBe(`pgw-1 127.0.0.2 ${nasSecret}`);
    expect(readFileSync(join(etc, "clients.conf"), "utf8")).toContain("ipaddr = 192.0.2.0/24");
  });

  /** What a NAS at this address of the loopback network hears. */
  async function signOn(from: string, { username, password }: GivenCredential): Promise<number | null> {
    const request = accessRequest({ id: 7, secret: nasSecret, name: username, password, kind: "pap" });
    const socket = createSocket("udp4").bind(0, from);
    await once(socket, "listening");
    socket.send(request, authPort, "127.0.0.1");
    const heard = await Promise.race([once(socket, "message"), sleep(2_500, null)]);
    socket.close();
    return heard && ((heard[0] as Buffer)[0] ?? null);
  }

  it("proves the whole road, and what of it is broken", async () => {
    const still = await install(["--check"]);
    expect(still.code).toBe(1);
    expect(still.said).toContain("gave no answer");
    for (const which of ["server", "watch"]) {
      const child = spawn(join(etc, "run.sh"), [which], { stdio: "ignore" });
      running.push(child);
    }
    await expect
      .poll(async () => (await install(["--check"])).code, { timeout: 20_000, interval: 500 })
      .toBe(0);
    const whole = await install(["--check"]);
    expect(whole.said.match(/^ok /gm)).toHaveLength(5);
    expect(whole.said).not.toContain(token);

    await asSuperuser("update gateway set addresses = '{10.0.0.0/8}' where id = $1", [gateway]);
    await sleep(2_200);
    const elsewhere = await install(["--check"]);
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.said).toContain("does not believe the token");
    expect(elsewhere.said).toContain("gave no answer");
    await asSuperuser("update gateway set addresses = '{127.0.0.1/32}' where id = $1", [gateway]);
    await sleep(2_200);
    expect(await install(["--check"])).toMatchObject({ code: 0 });
    writeFileSync(join(etc, "radiusd.conf"), "modules {", { flag: "a" });
    const open = await install(["--check"]);
    expect(open.said).toContain("FAILED  FreeRADIUS does not take the configuration");
    expect((await install([])).said).toContain("wrote");
    expect(await install(["--check"])).toMatchObject({ code: 0 });
  });

  it("lets on whom the portal lets on, through a NAS it knows", async () => {
    expect(await signOn("127.0.0.2", credential)).toBe(ACCESS_ACCEPT);
    expect(await signOn("127.0.0.2", { ...credential, password: "wrong" })).toBe(ACCESS_REJECT);
    expect(await signOn("127.0.0.9", credential)).toBeNull();
  });

  it("goes away with its secrets, but not with records that wait", async () => {
    const spool = join(root, "var/spool/cordon-gateway");
    mkdirSync(join(spool, "0"), { recursive: true });
    writeFileSync(join(spool, "0/detail-1"), "a record");
    const { code, said } = await install(["--uninstall"]);
    expect([code, existsSync(etc), existsSync(join(spool, "0/detail-1"))]).toEqual([0, false, true]);
    expect(said).toContain("Records still wait");
    rmSync(join(spool, "0/detail-1"));
    expect(await install(["--uninstall"])).toMatchObject({ code: 0 });
    expect(existsSync(spool)).toBe(false);
  });
});
