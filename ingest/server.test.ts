import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "@/db/pools";
import { asSuperuser, makeAccount, makeDevice } from "@/db/testing/estate";
import { type Ingest, startIngest } from "@/ingest/server";
import { newId } from "@/lib/kernel/id";

const hash = (token: string) => createHash("sha256").update(token).digest();
const gateway = newId();
let ingest: Ingest;
let imsi: string;
let device: string;

beforeAll(async () => {
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
    gateway,
    hash("token-1"),
  ]);
  device = await makeDevice(await makeAccount("north"), "meter");
  const [row] = await asSuperuser<{ imsi: string }>("select imsi from device where id = $1", [device]);
  imsi = row?.imsi ?? "";
  ingest = await startIngest("127.0.0.1", 0);
});

afterAll(async () => ingest.stop());

const post = (body: string | object, token = "token-1", path = "/api/radius/accounting") =>
  fetch(`http://127.0.0.1:${ingest.port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

let serial = 0;

/** As FreeRADIUS 3.2 posts it. */
function packet(up: number, more: Record<string, object> = {}): Record<string, object> {
  serial += 1;
  return {
    "User-Name": { type: "string", value: ["meter@iot.apn"] },
    "Acct-Status-Type": { type: "integer", value: ["Stop"] },
    "3GPP-IMSI": { type: "string", value: [imsi] },
    "NAS-IP-Address": { type: "ipaddr", value: ["10.200.0.1"] },
    "Acct-Session-Id": { type: "string", value: [`s${serial}`] },
    "Acct-Session-Time": { type: "integer", value: [60] },
    "Acct-Input-Octets": { type: "integer", value: [up] },
    "Acct-Output-Octets": { type: "integer", value: [0] },
    "Event-Timestamp": { type: "date", value: ["Oct  9 2026 08:58:20 UTC"] },
    ...more,
  };
}

const usage = async () =>
  (
    await asSuperuser<{ sum: string | null }>(
      "select sum(up_bytes)::text from usage_hour where device_id = $1",
      [device],
    )
  )[0]?.sum;

const quarantined = () =>
  asSuperuser<{ reason: string; record: unknown }>(
    "select reason, record from quarantined_record order by received_at, id",
  );

describe("the road of accounting records", () => {
  it("records what FreeRADIUS posts, and answers without a body once it is committed", async () => {
    const answer = await post(packet(100));
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(await usage()).toBe("100");
    const [hour] = await asSuperuser<{ hour: Date }>("select hour from usage_hour");
    expect(hour?.hour.toISOString()).toBe("2026-10-09T08:00:00.000Z");
  });

  it("takes arrays and lines of records, and gives the same again without counting it twice", async () => {
    const records = [packet(1), packet(2), packet(3)];
    expect(await (await post(records)).json()).toEqual({ recorded: 3, unknown: 0, quarantined: 0 });
    const lines = [...records, packet(4)].map((record) => JSON.stringify(record)).join("\n");
    expect(await (await post(lines)).json()).toEqual({ recorded: 4, unknown: 0, quarantined: 0 });
    expect(await usage()).toBe("110");
  });

  it("answers many at once each when its own record is committed", async () => {
    const before = Number(await usage());
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(packet(1))));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 40 }, () => 200));
    expect(Number(await usage()) - before).toBe(40);
  });

  it("refuses a stranger, and a token that was renewed within two seconds", async () => {
    for (const token of ["", "token-2", "token-1x"]) expect((await post(packet(7), token)).status).toBe(401);
    await asSuperuser("update gateway set token_hash = $2 where id = $1", [gateway, hash("token-2")]);
    await sleep(2_100);
    expect((await post(packet(7), "token-1")).status).toBe(401);
    expect((await post(packet(0), "token-2")).status).toBe(200);
    await asSuperuser("update gateway set token_hash = $2 where id = $1", [gateway, hash("token-1")]);
    await sleep(2_100);
    expect(await usage()).toBe("150");
  });

  it("quarantines what it cannot use rather than hold up what is behind it", async () => {
    const bad = [
      "no json\u0000 at all",
      JSON.stringify({ "Acct-Status-Type": { type: "integer", value: ["Tunnel-Start"] } }),
      JSON.stringify(
        packet(5, {
          "Acct-Session-Id": { type: "string", value: [] },
          "User-Password": { type: "string", value: ["s3cret"] },
        }),
      ),
    ];
    for (const body of bad) expect((await post(body)).status).toBe(200);
    const answer = await post([...bad.slice(1).map((text) => JSON.parse(text)), packet(5)]);
    expect(await answer.json()).toEqual({ recorded: 1, unknown: 0, quarantined: 2 });
    const kept = await quarantined();
    expect(kept.map((each) => each.reason)).toEqual([
      "it is not JSON",
      "its Acct-Status-Type is Tunnel-Start",
      "it has no Acct-Session-Id",
      "its Acct-Status-Type is Tunnel-Start",
      "it has no Acct-Session-Id",
    ]);
    expect(JSON.stringify(kept)).not.toContain("s3cret");
    expect(await usage()).toBe("155");
  });

  it("quarantines text that jsonb does not take, whoever wrote it, and rubbish by the thousand", async () => {
    const said = (name: string) => `{"Acct-Status-Type": "Tunnel-Start", "User-Name": ${name}}`;
    const names = [
      String.raw`"\\u0000"`,
      String.raw`"\ud800 \u0000"`,
      JSON.stringify(`${"x".repeat(15_980)}\u{1f600}${"\u{1f600}".repeat(20)}`),
    ];
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    for (const name of [...names, nested(3_000), nested(7_900), nested(1_000_000)])
      expect((await post(said(name))).status).toBe(200);
    const kept = (await quarantined()).slice(-6).map(({ record }) => record as Record<string, unknown>);
    expect(kept.map((record) => record["User-Name"] ?? Object.keys(record))).toEqual([
      String.raw`\u0000`,
      "? ?",
      ["cut"],
      ["nested"],
      ["nested"],
      ["nested"],
    ]);
    const many = await post(`[${Array(20_000).fill("0").join(",")}]`);
    expect(await many.json()).toEqual({ recorded: 0, unknown: 0, quarantined: 20_000 });
    await asSuperuser("delete from quarantined_record where record = '0'");
  });

  it("keeps what the database refuses apart from the rest of its batch", async () => {
    const huge = {
      "Acct-Session-Time": { type: "integer", value: [1] },
      "Acct-Interim-Interval": { type: "integer", value: [60] },
      "Acct-Input-Gigawords": { type: "integer", value: [2_000_000] },
    };
    const records = [packet(1), packet(0, huge), packet(2)];
    await asSuperuser("alter table data_session add constraint planted check (up_bytes < 1000000000000)");
    const answer = await post(records);
    await asSuperuser("alter table data_session drop constraint planted");
    expect(await answer.json()).toEqual({ recorded: 2, unknown: 0, quarantined: 1 });
    expect((await quarantined()).at(-1)?.reason).toBe("the database refused it");
    expect(await usage()).toBe("158");
  });

  it("refuses more than it takes at once, and what is not a road", async () => {
    expect((await post("x".repeat(9_000_000))).status).toBe(413);
    expect((await post(packet(1), "token-1", "/api/radius/other")).status).toBe(404);
    expect((await post(packet(1), "token-1", "//")).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${ingest.port}/api/radius/accounting`)).status).toBe(405);
  });

  it("tells open pages which devices changed", async () => {
    const listener = new Client({ connectionString: process.env.WEB_DATABASE_URL });
    await listener.connect();
    const heard: string[] = [];
    listener.on("notification", ({ payload }) => heard.push(payload ?? ""));
    await listener.query("listen cordon_live");
    await post(packet(0));
    await expect
      .poll(() => heard.map((text) => JSON.parse(text)))
      .toMatchObject([{ topic: "devices", devices: [{ id: device, groups: [] }] }]);
    await listener.end();
  });

  it("says 503 while the database is away, and takes the record afterwards", async () => {
    const database = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
    const record = packet(1000);
    const before = await usage();
    await asSuperuser(`alter role cordon_ingest in database ${database} set search_path = nowhere`);
    await closePools();
    expect((await post(record)).status).toBe(503);
    expect((await fetch(`http://127.0.0.1:${ingest.port}/health`)).status).toBe(200);
    await asSuperuser(`alter role cordon_ingest in database ${database} reset search_path`);
    await closePools();
    expect((await post(record)).status).toBe(200);
    expect(Number(await usage()) - Number(before)).toBe(1000);
  });
});
