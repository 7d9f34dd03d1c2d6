import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { asSuperuser, makeAccount, makeAdministrator, makeDevice } from "@/db/testing/estate";
import { startGenerating, startRotating } from "@/lib/bulk/generate-many";
import { rotateCredential } from "@/lib/credentials/generate-credential";
import { keyRing, lookupKey } from "@/lib/credentials/keys";
import { revealCredential } from "@/lib/credentials/reveal-credential";
import { openPassword } from "@/lib/credentials/seal";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { freePort } from "@/scripts/ports";
import { typescript } from "@/scripts/stack/child";

const token = randomBytes(32).toString("base64url");
const children: ChildProcess[] = [];
let logs = "";
let ingest = "";

/** A real process of Cordon that says all it can say. */
function start(file: string, settings: Record<string, string>): void {
  const child = spawn(process.execPath, typescript(file), {
    env: {
      ...process.env,
      SMTP_URL: "smtp://127.0.0.1:9",
      MAIL_FROM: "Cordon <cordon@localhost>",
      LOG_LEVEL: "debug",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (text: Buffer) => {
      logs += text.toString("latin1");
    });
  children.push(child);
}

beforeAll(async () => {
  const port = await freePort();
  ingest = `http://127.0.0.1:${port}`;
  start("worker/main.ts", {});
  start("ingest/main.ts", { INGEST_HOST: "127.0.0.1", INGEST_PORT: String(port) });
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
    newId(),
    createHash("sha256").update(token).digest(),
  ]);
  await vi.waitFor(() => fetch(`${ingest}/health`), { timeout: 40_000, interval: 200 });
});

afterAll(() => end());

async function end(): Promise<void> {
  await Promise.all(
    children.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    }),
  );
}

const text = (value: string) => ({ type: "string", value: [value] });
const octets = (bytes: Buffer) => ({ type: "octets", value: [`0x${bytes.toString("hex")}`] });

async function post(road: string, body: string): Promise<string> {
  const answer = await fetch(`${ingest}/api/radius/${road}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body,
  });
  return answer.text();
}

const packet = (proof: object, name: string) =>
  JSON.stringify({ "User-Name": text(name), "NAS-Identifier": text("pgw-1"), ...proof });

const signOn = (proof: object, name: string) => post("authorize", packet(proof, name));

const pap = (password: string) => ({ "User-Password": text(password) });

function chap(password: string) {
  const [identifier, challenge] = [randomBytes(1), randomBytes(16)];
  const response = createHash("md5").update(identifier).update(password).update(challenge).digest();
  return {
    "CHAP-Password": octets(Buffer.concat([identifier, response])),
    "CHAP-Challenge": octets(challenge),
  };
}

/** Every row of every table, and what PostgreSQL keeps about their values, which newer dumps contain as well. */
async function dump(): Promise<string> {
  await asSuperuser("analyze");
  const tables = await asSuperuser<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm', 'S') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
     union all select unnest('{pg_stats,pg_stats_ext,pg_largeobject,pg_description,pg_seclabel}'::text[])`,
  );
  expect(tables.length).toBeGreaterThan(40);
  const parts: string[] = [];
  for (const { name } of tables)
    for (const { row } of await asSuperuser<{ row: string }>(`select t::text as row from ${name} t`))
      parts.push(row);
  const written = parts.join("\n");
  // bytes are written in hex: they are also read as what they are
  const bytes = written
    .match(/\\x[\da-f]{8,}/g)
    ?.map((hex) => Buffer.from(hex.slice(2), "hex").toString("latin1"));
  return [written, ...(bytes ?? [])].join("\n");
}

/** How these bytes would look: in clear, in hex, and in base64 wherever in a longer text they begin. */
function looksOf(bytes: Buffer): string[] {
  const shifted = [0, 1, 2].flatMap((before) => {
    const coded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const core = coded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
  return [bytes.toString("latin1"), bytes.toString("hex"), bytes.toString("hex").toUpperCase(), ...shifted];
}

const finds = (hay: string, secret: Buffer | string) =>
  looksOf(Buffer.from(secret)).filter((look) => hay.includes(look));

it("leaves no password and no key in a dump of the database or in a log", async () => {
  const account = await makeAccount("dump");
  const administrator = await makeAdministrator(account);
  const devices: string[] = [];
  for (let n = 0; n < 12; n += 1) devices.push(await makeDevice(account, `meter ${n}`));
  const [first = ""] = devices;
  const selection = { deviceIds: devices };
  const ended = (id: string) =>
    vi.waitFor(
      async () => {
        const [row] = await asSuperuser<{ status: string }>("select status from bulk_action where id = $1", [
          id,
        ]);
        expect(row?.status).toBe("done");
      },
      { timeout: 20_000, interval: 100 },
    );
  await ended((await perform(administrator, startGenerating, { selection })).id);
  await ended(
    (await perform(administrator, startRotating, { selection, overlap: { kind: "first_use" } })).id,
  );
  await perform(administrator, rotateCredential, { deviceId: first, overlap: { kind: "none" } });

  const made = await asSuperuser<{
    id: string;
    device_id: string;
    username: string;
    sealed: Buffer;
    key_version: number;
    good: boolean;
  }>(
    `select id, device_id, username, sealed, key_version, replaced_at is null as good
     from device_credential where account_id = $1`,
    [account.id],
  );
  expect(made).toHaveLength(25);
  const known = made.map((row) => ({
    ...row,
    password: openPassword(
      { accountId: account.id, deviceId: row.device_id },
      { sealed: row.sealed, keyVersion: row.key_version },
    ).toString(),
  }));
  const secrets = known.map((each) => each.password);
  for (const { id, username, password } of known.filter((each) => each.good)) {
    const shown = await perform(administrator, revealCredential, {
      credentialId: id,
      reason: "to look for it",
    });
    expect(shown.password).toBe(password);
    const wrong = randomBytes(15).toString("base64url");
    secrets.push(wrong);
    for (const proof of [pap(password), chap(password)])
      expect(await signOn(proof, username)).toContain('"accept"');
    for (const proof of [pap(wrong), chap(wrong)])
      expect(await signOn(proof, username)).toContain("wrong_password");
    // a password that was typed where the name belongs, and one that breaks the body
    await signOn(pap(username), wrong);
    await signOn({ "User-Password": [wrong] }, username);
    await post("authorize", packet(pap(password), username).slice(0, -1));
    // and one on the wrong road, readable or not, which is quarantined
    for (const end of [undefined, -1])
      await post("accounting", packet(pap(password), username).slice(0, end));
  }
  // what was gathered of the sign-ons is written when the processes end
  await end();
  const hay = await dump();
  expect(hay).toContain("wrong_password");
  expect(hay).toContain("it is not JSON");
  expect(hay).toContain(known[0]?.username);
  expect(finds(hay, known[0]?.username ?? "")).not.toEqual([]);
  expect(finds(hay, known[0]?.sealed ?? "")).not.toEqual([]);
  expect(logs).toContain("task done");
  const keys = [keyRing().key(0).export(), lookupKey().export(), process.env.AUTH_SECRET ?? "", token];
  for (const secret of [...secrets, ...keys]) {
    expect(finds(hay, secret)).toEqual([]);
    expect(finds(logs, secret)).toEqual([]);
  }
}, 90_000);
