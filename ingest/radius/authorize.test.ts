import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "@/db/pools";
import { asSuperuser, makeAccount, makeDevice, type TestAccount } from "@/db/testing/estate";
import { type GivenCredential, giveCredential } from "@/db/testing/give-credential";
import { type Ingest, startIngest } from "@/ingest/server";
import { hashOneWay } from "@/lib/credentials/one-way";
import { newId } from "@/lib/kernel/id";

const token = "token-1";
let ingest: Ingest;
let account: TestAccount;
let serial = 0;

beforeAll(async () => {
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
    newId(),
    createHash("sha256").update(token).digest(),
  ]);
  account = await makeAccount("north");
  ingest = await startIngest("127.0.0.1", 0);
});

afterAll(async () => ingest.stop());

const ask = (path: string, init: RequestInit = {}, shown = token) =>
  fetch(`http://127.0.0.1:${ingest.port}${path}`, {
    ...init,
    headers: { "content-type": "application/json", ...(shown ? { authorization: `Bearer ${shown}` } : {}) },
  });

const text = (...values: string[]) => ({ type: "string", value: values });
const octets = (bytes: Buffer) => ({ type: "octets", value: [`0x${bytes.toString("hex")}`] });

type Packet = Record<string, object>;
const pap = (name: string, password: string, more: Packet = {}): Packet => ({
  "User-Name": text(name),
  "User-Password": text(password),
  "NAS-Identifier": text("pgw-1"),
  ...more,
});

function chap(name: string, password: string): Packet {
  const [identifier, challenge] = [randomBytes(1), randomBytes(16)];
  const response = createHash("md5").update(identifier).update(password).update(challenge).digest();
  return {
    "User-Name": text(name),
    "CHAP-Password": octets(Buffer.concat([identifier, response])),
    "CHAP-Challenge": octets(challenge),
    "NAS-Identifier": text("pgw-1"),
  };
}

type Answer = Record<string, { value: (string | number)[]; do_xlat: boolean }>;

async function said(packet: Packet | Promise<Packet>): Promise<{ words: Answer; outcome: string }> {
  const answer = await ask("/api/radius/authorize", { method: "POST", body: JSON.stringify(await packet) });
  expect(answer.status).toBe(200);
  const words = (await answer.json()) as Answer;
  const first = (name: string) => String(words[name]?.value[0]);
  const verdict = first("control:Portal-Verdict");
  return { words, outcome: verdict === "accept" ? "accept" : first("control:Portal-Reason") };
}

const outcome = async (packet: Packet) => (await said(packet)).outcome;

async function known(columns: Record<string, unknown> = {}): Promise<GivenCredential & { device: string }> {
  serial += 1;
  const device = await makeDevice(account, `meter ${serial}`);
  return { device, ...(await giveCredential(account, device, `meter-${serial}@north`, columns)) };
}

const change = (device: string, columns: string) =>
  asSuperuser(`update device set ${columns} where id = $1`, [device]);

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);

describe("a sign-on", () => {
  it("is accepted by PAP and by CHAP, whatever the case of the name", async () => {
    const { username, password } = await known();
    expect(await outcome(pap(username, password))).toBe("accept");
    expect(await outcome(chap(username, password))).toBe("accept");
    expect(await outcome(pap(username.toUpperCase(), password))).toBe("accept");
  });

  it("says nothing to be expanded, nothing of the password, and no word for a refused device", async () => {
    const { username, password } = await known();
    for (const packet of [pap(username, password), pap(username, "wrong"), pap("nobody", password)]) {
      const { words } = await said(packet);
      expect(Object.values(words).every((each) => each.do_xlat === false)).toBe(true);
      expect(JSON.stringify(words)).not.toContain(password);
      if (String(words["control:Portal-Verdict"]?.value[0]) === "reject")
        expect(Object.keys(words).filter((name) => name.startsWith("reply:"))).toEqual([]);
    }
  });

  it("is given what its device's plan says and its own address, and no more than its credential lasts", async () => {
    const plan = newId();
    await asSuperuser(
      `insert into network_plan (id, name, framed_pool, filter_ids, session_timeout, idle_timeout, interim_interval)
       values ($1, 'meters', '%{pool}', array['web', '%{User-Name}'], 7200, 900, 600)`,
      [plan],
    );
    await asSuperuser("insert into account_plan (account, plan_id) values ($1, $2)", [account.id, plan]);
    await asSuperuser("insert into account_address_range (account, range) values ($1, '10.60.0.0/24')", [
      account.id,
    ]);
    const given = async (columns: string, credential: Record<string, unknown> = {}) => {
      const { device, username, password } = await known(credential);
      if (columns) await change(device, columns);
      const answers = [
        (await said(pap(username, password))).words,
        (await said(chap(username, password))).words,
      ];
      return answers.map((words) =>
        Object.fromEntries(
          Object.entries(words).flatMap(([name, { value }]) =>
            name.startsWith("reply:") ? [[name.slice(6), value]] : [],
          ),
        ),
      );
    };
    const ofPlan = {
      "Filter-Id": ["web", "%{User-Name}"],
      "Session-Timeout": [7200],
      "Idle-Timeout": [900],
      "Acct-Interim-Interval": [600],
    };
    const own = "framed_range = '10.60.0.0/24', framed_address";
    for (const each of await given(`plan_id = '${plan}'`))
      expect(each).toEqual({ ...ofPlan, "Framed-Pool": ["%{pool}"] });
    for (const each of await given(`plan_id = '${plan}', ${own} = '10.60.0.7'`))
      expect(each).toEqual({ ...ofPlan, "Framed-IP-Address": ["10.60.0.7"] });
    for (const each of await given(`${own} = '10.60.0.8'`))
      expect(each).toEqual({ "Framed-IP-Address": ["10.60.0.8"], "Acct-Interim-Interval": [300] });
    for (const each of await given("")) expect(each).toEqual({ "Acct-Interim-Interval": [300] });
    for (const each of await given(`plan_id = '${plan}'`, { valid_until: ago(-3_600) })) {
      expect(Number(each["Session-Timeout"]?.[0])).toBeGreaterThan(3_590);
      expect(Number(each["Session-Timeout"]?.[0])).toBeLessThanOrEqual(3_600);
    }
    for (const each of await given(`plan_id = '${plan}', isolated = true`)) expect(each).toEqual({});
  });

  it("is refused for each reason, and the device's failures are counted by it", async () => {
    const gone = await known({ revoked_at: ago(10) });
    const over = await known({ valid_until: ago(10) });
    const early = await known({ valid_from: ago(-3_600) });
    for (const { username, password } of [gone, over, early]) {
      expect(await outcome(pap(username, `${password}x`))).toBe("wrong_password");
      expect(await outcome(chap(username, `${password}x`))).toBe("wrong_password");
    }
    expect(await outcome(pap(gone.username, gone.password))).toBe("revoked");
    expect(await outcome(chap(over.username, over.password))).toBe("expired");
    expect(await outcome(pap(early.username, early.password))).toBe("not_yet_valid");
    expect(await outcome(pap("nobody@north", "x"))).toBe("unknown_user");

    const { device, username, password } = await known();
    for (const [columns, reason] of [
      ["state = 'suspended'", "suspended"],
      ["isolated = true", "isolated"],
      ["state = 'terminated'", "terminated"],
      ["isolated = false, state = 'in_stock'", "not_active"],
      ["state = 'ordered'", "not_active"],
      ["state = 'active'", "accept"],
    ] as const) {
      await change(device, columns);
      expect(await outcome(pap(username, password))).toBe(reason);
      expect(await outcome(chap(username, password))).toBe(reason);
    }
    await sleep(1_300);
    const counted = await asSuperuser(
      "select reason, failures, last_nas from device_auth_failure where device_id = $1 order by reason",
      [device],
    );
    expect(counted).toEqual(
      Object.entries({ isolated: 2, not_active: 4, suspended: 2, terminated: 2 }).map(
        ([reason, failures]) => ({ reason, failures, last_nas: "pgw-1" }),
      ),
    );
    const [wrong] = await asSuperuser(
      "select failures from device_auth_failure where device_id = $1 and reason = 'wrong_password'",
      [gone.device],
    );
    expect(wrong).toEqual({ failures: 2 });
  });

  it("binds to what the network says of the device, where its credential asks for it", async () => {
    const { device, username, password } = await known({ bound_to: ["imsi", "msisdn", "imei"] });
    await change(device, "imei = '353553001234560'");
    const [row] = await asSuperuser<{ imsi: string; msisdn: string }>(
      "select imsi, msisdn from device where id = $1",
      [device],
    );
    const own = {
      "3GPP-IMSI": text(row?.imsi ?? ""),
      "Calling-Station-Id": text(`+${row?.msisdn}`),
      "3GPP-IMEISV": text("3535530012345601"),
    };
    expect(await outcome(pap(username, password, own))).toBe("accept");
    expect(await outcome(pap(username, password, { ...own, "3GPP-IMSI": text("001010000000001") }))).toBe(
      "imsi_mismatch",
    );
    expect(await outcome(pap(username, password, { ...own, "Calling-Station-Id": text("49170") }))).toBe(
      "msisdn_mismatch",
    );
    expect(await outcome(pap(username, password, { ...own, "3GPP-IMEISV": text("3535530012345701") }))).toBe(
      "imei_mismatch",
    );
    expect(await outcome(pap(username, password))).toBe("imsi_mismatch");
    const here = await known({ nas_only: ["pgw-2", "10.0.0.1"] });
    expect(await outcome(pap(here.username, here.password))).toBe("nas_mismatch");
    for (const [name, nas] of [
      ["NAS-Identifier", "pgw-2"],
      ["NAS-IP-Address", "10.0.0.1"],
    ] as const)
      expect(await outcome(pap(here.username, here.password, { [name]: text(nas) }))).toBe("accept");
  });

  it("takes the old and the new password until the new one is used", async () => {
    const old = await known({ replaced_at: ago(5), ends_on_first_use: true, created_at: ago(60) });
    const fresh = await giveCredential(account, old.device, old.username);
    expect(await outcome(pap(old.username, old.password))).toBe("accept");
    expect(await outcome(chap(old.username, old.password))).toBe("accept");
    expect(await outcome(pap(old.username, fresh.password))).toBe("accept");
    expect(await outcome(pap(old.username, old.password))).toBe("expired");
    expect(await outcome(chap(old.username, fresh.password))).toBe("accept");
    const later = await known({ replaced_at: ago(5), valid_until: ago(-60), created_at: ago(60) });
    const next = await giveCredential(account, later.device, later.username);
    for (const password of [next.password, later.password, next.password])
      expect(await outcome(pap(later.username, password))).toBe("accept");
  });

  it("records the first use before it answers, and the last use soon after", async () => {
    const { id, username, password } = await known();
    const uses = () =>
      asSuperuser<{ first: Date | null; last: Date | null; nas: string | null }>(
        "select first_used_at as first, last_used_at as last, last_nas as nas from device_credential where id = $1",
        [id],
      ).then(([row]) => row);
    expect(await outcome(pap(username, "wrong"))).toBe("wrong_password");
    expect(await uses()).toEqual({ first: null, last: null, nas: null });
    await Promise.all(Array.from({ length: 20 }, () => outcome(pap(username, password))));
    const first = await uses();
    expect([first?.nas, first?.first === null]).toEqual(["pgw-1", false]);
    await sleep(50);
    await outcome(pap(username, password, { "NAS-Identifier": text("pgw-9") }));
    await expect.poll(async () => (await uses())?.nas, { timeout: 4_000 }).toBe("pgw-9");
    const last = await uses();
    expect(last?.first).toEqual(first?.first);
    expect((last?.last?.getTime() ?? 0) > (first?.first?.getTime() ?? 0)).toBe(true);
  });

  it("answers PAP, and never CHAP, for a password that is kept one way", async () => {
    const password = "kept-one-way-only";
    const { id, device, username } = await known();
    const hash = hashOneWay({ accountId: account.id, deviceId: device }, Buffer.from(password));
    await asSuperuser(
      "update device_credential set sealed = null, one_way = $2, kept_one_way_at = now() where id = $1",
      [id, hash],
    );
    for (let times = 0; times < 2; times += 1) {
      expect(await outcome(pap(username, password))).toBe("accept");
      expect(await outcome(pap(username, "another"))).toBe("wrong_password");
      expect(await outcome(chap(username, password))).toBe("wrong_password");
    }
  });

  it("is refused at the very next packet after a revocation, under load", async () => {
    const { id, username, password } = await known();
    const load = Array.from({ length: 60 }, () => outcome(pap(username, password)));
    await asSuperuser("update device_credential set revoked_at = now() where id = $1", [id]);
    expect(await outcome(pap(username, password))).toBe("revoked");
    expect(new Set(await Promise.all(load))).not.toContain("wrong_password");
  });

  it("gives up a session when its credential ends", async () => {
    const { username, password } = await known({ valid_until: ago(-120) });
    const { words } = await said(pap(username, password));
    const seconds = Number(words["reply:Session-Timeout"]?.value[0]);
    expect(seconds).toBeGreaterThan(110);
    expect(seconds).toBeLessThanOrEqual(120);
  });

  it("takes no packet whose meaning somebody could choose", async () => {
    const { username, password } = await known();
    const both = { ...pap(username, password), ...chap(username, "x") };
    expect(await outcome(both)).toBe("no_password");
    expect(await outcome(pap(username, password, { "User-Password": text(password, "x") }))).toBe(
      "no_password",
    );
    expect(await outcome(pap(username, password, { "User-Name": text("a", username) }))).toBe("unknown_user");
    for (const name of [
      ` ${username}`,
      `${username} `,
      `${username}\u0000`,
      `%{User-Password}`,
      "' or true --",
    ])
      expect(await outcome(pap(name, password))).toBe("unknown_user");
    const { "CHAP-Challenge": _, ...without } = chap(username, password);
    expect(await outcome(without)).toBe("no_password");
    expect(await outcome({ ...without, "CHAP-Challenge": octets(Buffer.alloc(1)) })).toBe("no_password");
  });

  it("refuses strangers, and says nothing of a device while the database is away", async () => {
    const { username, password } = await known();
    const body = JSON.stringify(pap(username, password));
    for (const shown of ["", "token-2"])
      expect((await ask("/api/radius/authorize", { method: "POST", body }, shown)).status).toBe(401);
    expect((await ask("/api/radius/watch", {}, "token-2")).status).toBe(401);
    expect((await ask("/metrics", {}, "")).status).toBe(401);
    expect((await ask("/api/radius/authorize")).status).toBe(405);
    const database = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
    await asSuperuser(`alter role cordon_ingest in database ${database} set search_path = nowhere`);
    await closePools();
    expect((await ask("/api/radius/authorize", { method: "POST", body })).status).toBe(503);
    await asSuperuser(`alter role cordon_ingest in database ${database} reset search_path`);
    await closePools();
    expect(await outcome(pap(username, password))).toBe("accept");
  });

  it("is counted without saying whose it was", async () => {
    const counts = await (await ask("/metrics")).text();
    expect(counts).toMatch(/^cordon_sign_ons_total\{outcome="accepted"\} \d+$/m);
    expect(counts).toMatch(/^cordon_sign_on_seconds_count [1-9]/m);
    expect(counts).not.toMatch(/north|meter|pgw/);
  });
});

describe("the watch over what gateways remember", () => {
  const watch = async (since = 0) => {
    const lines = (await (await ask(`/api/radius/watch?since=${since}`)).text()).trimEnd().split("\n");
    const [, keeper, moment] = (lines[0] ?? "").split(" ");
    return { keeper, moment: Number(moment), ids: lines.slice(1).map((line) => line.split(" ")[1]) };
  };

  it("tells once, from each moment on, what was accepted and would not be any more", async () => {
    const [a, b, c, d] = [await known(), await known(), await known(), await known({ valid_until: ago(-2) })];
    for (const { username, password } of [a, b, c, d]) await outcome(pap(username, password));
    const before = await watch();
    expect(before.ids.some((id) => [a.id, b.id, c.id].includes(id ?? ""))).toBe(false);
    await asSuperuser("update device_credential set revoked_at = now() where id = $1", [a.id]);
    await change(b.device, "isolated = true");
    await sleep(2_000);
    const after = await watch(before.moment);
    expect(after.keeper).toBe(before.keeper);
    expect(after.ids.toSorted()).toEqual([a.id, b.id, d.id].toSorted());
    expect((await watch(after.moment)).ids).toEqual([]);
    await change(b.device, "isolated = false");
    const { words } = await said(pap(b.username, b.password));
    expect(Number(words["control:Portal-Judged"]?.value[0])).toBe(after.moment);
    expect((await watch(after.moment)).ids).toEqual([]);
    await asSuperuser("delete from device where id = $1", [b.device]);
    expect((await watch(after.moment)).ids).toEqual([b.id]);
  });

  it("tells of what is bound to something else now", async () => {
    const [a, b] = [await known(), await known()];
    for (const { username, password } of [a, b]) await outcome(pap(username, password));
    const before = await watch();
    await asSuperuser("update device_credential set bound_to = '{imsi}' where id = $1", [a.id]);
    await asSuperuser("update device_credential set nas_only = '{pgw-9}' where id = $1", [b.id]);
    const { ids } = await watch(before.moment);
    expect(ids).toEqual(expect.arrayContaining([a.id, b.id]));
  });

  it("lets no gateway remember what is accepted from one NAS only", async () => {
    const { username, password } = await known({ nas_only: ["pgw-1"] });
    expect(Object.keys((await said(pap(username, password))).words).join()).not.toMatch(/Remember|Keeper/);
  });
});

describe("rubbish", () => {
  it("is answered without a fault of Cordon's, and leaves nothing behind", { timeout: 60_000 }, async () => {
    const { username, password } = await known();
    const shapes = [
      () => randomBytes(Math.floor(Math.random() * 300)).toString("latin1"),
      () => JSON.stringify(pap(randomBytes(20).toString("latin1"), randomBytes(30).toString("latin1"))),
      () => JSON.stringify(pap(username, password)).slice(0, Math.floor(Math.random() * 120)),
      () => JSON.stringify({ "User-Name": [[], {}, null, 7], "User-Password": { value: { value: [1] } } }),
      () => `[${JSON.stringify(pap(username, password))}]`,
      () =>
        `{"User-Name":"${username}","CHAP-Password":"0x${"a".repeat(Math.floor(Math.random() * 600))}","CHAP-Challenge":1e999}`,
      () => `${"[".repeat(20_000)}`,
      () => `{"__proto__":{"User-Name":"${username}"},"constructor":1,"User-Password":"\\ud800"}`,
      () => "null",
    ];
    const statuses = new Set<number>();
    for (let round = 0; round < 60; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          ask("/api/radius/authorize", { method: "POST", body: shapes[(round + n) % shapes.length]?.() }),
        ),
      );
      for (const answer of answers) {
        statuses.add(answer.status);
        expect(await answer.text()).not.toContain('"accept"');
      }
    }
    expect([...statuses].toSorted()).toEqual([200, 400]);
    expect((await ask("/api/radius/authorize", { method: "POST", body: "x".repeat(300_000) })).status).toBe(
      413,
    );
    expect(await outcome(pap(username, password))).toBe("accept");
  });
});
