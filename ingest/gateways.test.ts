import { createHash } from "node:crypto";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asSuperuser, makeAccount, makeDevice, type TestAccount } from "@/db/testing/estate";
import { giveCredential } from "@/db/testing/give-credential";
import { type Ingest, startIngest } from "@/ingest/server";
import { newId } from "@/lib/kernel/id";

const hash = (token: string) => createHash("sha256").update(token).digest();
/** What a gateway is believed by is read anew every two seconds. */
const readAnew = () => sleep(2_150);
const gateway = newId();
let ingest: Ingest;
let account: TestAccount;

beforeAll(async () => {
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
    gateway,
    hash("present"),
  ]);
  account = await makeAccount("north");
  ingest = await startIngest("::", 0);
});

afterAll(async () => ingest.stop());

/** The answer's status, asked from this address of the loopback network. */
function ask(
  token: string,
  { from = "127.0.0.1", path = "/metrics", body = "", headers = {} as Record<string, string> } = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: "127.0.0.1",
        localAddress: from,
        port: ingest.port,
        path,
        agent: false,
        method: body ? "POST" : "GET",
        headers: { ...headers, authorization: `Bearer ${token}` },
      },
      (answer) => {
        let text = "";
        answer.on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    asking.once("error", reject);
    asking.end(body);
  });
}

const status = async (...args: Parameters<typeof ask>) => (await ask(...args)).status;
const row = async () =>
  (
    await asSuperuser<Record<string, unknown>>(
      `select addresses, refused::int, last_refused_address, token_first_used_at is not null as used,
         old_token_hash is not null as has_old, lag_ms::int, last_heard_at is not null as heard from gateway where id = $1`,
      [gateway],
    )
  )[0] ?? {};

const set = (columns: string, ...values: unknown[]) =>
  asSuperuser(`update gateway set ${columns} where id = $1`, [gateway, ...values]);

describe("a gateway's addresses", () => {
  it("are where it may ask from; a good token from elsewhere is a stranger's, and is counted", async () => {
    await set("addresses = '{127.0.0.2/32, 10.0.0.0/8}'");
    await readAnew();
    expect(await status("present", { from: "127.0.0.2" })).toBe(200);
    const [elsewhere, stranger] = [await ask("present", { from: "127.0.0.3" }), await ask("nobody's")];
    expect(elsewhere.status).toBe(401);
    expect(elsewhere).toEqual(stranger);
    await expect
      .poll(row, { timeout: 5_000 })
      .toMatchObject({ refused: 1, last_refused_address: "127.0.0.3" });
  });

  it("are not what a header says", async () => {
    for (const header of ["x-forwarded-for", "X-Forwarded-For", "forwarded", "x-real-ip"])
      expect(await status("present", { from: "127.0.0.3", headers: { [header]: "127.0.0.2" } })).toBe(401);
    expect(await status("present", { from: "127.0.0.2", headers: { "x-forwarded-for": "192.0.2.1" } })).toBe(
      200,
    );
    await set("addresses = '{}'");
    await readAnew();
    expect(await status("present", { from: "127.0.0.3" })).toBe(200);
  });
});

describe("a gateway's token", () => {
  beforeEach(async () => {
    await set(
      `token_hash = $2, token_first_used_at = null, old_token_hash = $3, old_token_until = now() + interval '1 day',
       old_token_ends_on_first_use = false`,
      hash("present"),
      hash("old"),
    );
    await readAnew();
  });

  it("is believed beside the old one, until the moment that was chosen", async () => {
    expect([await status("old"), await status("present"), await status("old")]).toEqual([200, 200, 200]);
    await set("old_token_until = now() + interval '2.5 seconds'");
    await readAnew();
    expect(await status("old")).toBe(200);
    await sleep(600);
    expect([await status("old"), await status("present")]).toEqual([401, 200]);
  });

  it("ends the old one when it is first shown, and not before", async () => {
    await set("old_token_ends_on_first_use = true");
    await readAnew();
    expect([await status("old"), await status("old")]).toEqual([200, 200]);
    expect(await row()).toMatchObject({ used: false, has_old: true });
    expect(await status("present")).toBe(200);
    await expect.poll(row).toMatchObject({ used: true, has_old: false });
    await readAnew();
    expect([await status("old"), await status("present")]).toEqual([401, 200]);
  });
});

it("says how long records waited with the gateway, and that it was heard", async () => {
  const written = (secondsAgo: number) => ({
    "Acct-Status-Type": { type: "integer", value: ["Interim-Update"] },
    "User-Name": { type: "string", value: ["nobody"] },
    "NAS-Identifier": { type: "string", value: ["pgw-1"] },
    "Acct-Session-Id": { type: "string", value: [newId()] },
    "Acct-Delay-Time": { type: "integer", value: [4_000] },
    "Packet-Original-Timestamp": {
      type: "date",
      value: [new Date(Date.now() - secondsAgo * 1_000).toUTCString().slice(5)],
    },
  });
  for (const seconds of [90, 2])
    expect(
      await status("present", { path: "/api/radius/accounting", body: JSON.stringify(written(seconds)) }),
    ).toBe(200);
  await expect.poll(row, { timeout: 5_000 }).toMatchObject({ heard: true });
  await expect
    .poll(async () => Math.round(Number((await row()).lag_ms) / 5_000), { timeout: 5_000 })
    .toBe(18);
});

describe("a credential that is limited to a NAS group", () => {
  const outcome = async (credential: { username: string; password: string }, nas: Record<string, string>) => {
    const packet = { "User-Name": credential.username, "User-Password": credential.password, ...nas };
    const body = JSON.stringify(
      Object.fromEntries(
        Object.entries(packet).map(([name, value]) => [name, { type: "string", value: [value] }]),
      ),
    );
    const { text } = await ask("present", { path: "/api/radius/authorize", body });
    const words = JSON.parse(text) as Record<string, { value: string[] }>;
    const verdict = words["control:Portal-Verdict"]?.value[0];
    return verdict === "accept" ? "accept" : words["control:Portal-Reason"]?.value[0];
  };

  it("is accepted through each NAS of the group, and through no other", async () => {
    const device = await makeDevice(account, "meter");
    const credential = await giveCredential(account, device, "meter@north", { nas_only: ["europe"] });
    for (const [name, addresses, group] of [
      ["pgw-eu", [], "europe"],
      ["lns-eu", ["192.0.2.1", "2001:db8::1"], "europe"],
      ["pgw-us", ["192.0.2.9"], "america"],
      ["pgw-none", [], null],
    ] as const)
      await asSuperuser(
        "insert into nas (id, gateway_id, name, addresses, nas_group) values ($1, $2, $3, $4, $5)",
        [newId(), gateway, name, addresses, group],
      );
    await readAnew();
    for (const [nas, expected] of [
      [{ "NAS-Identifier": "pgw-eu" }, "accept"],
      [{ "NAS-Identifier": "lns-eu" }, "accept"],
      [{ "NAS-IP-Address": "192.0.2.1" }, "accept"],
      [{ "NAS-IPv6-Address": "2001:db8:0:0::1" }, "accept"],
      [{ "NAS-Identifier": "pgw-us" }, "nas_mismatch"],
      [{ "NAS-IP-Address": "192.0.2.9" }, "nas_mismatch"],
      [{ "NAS-Identifier": "pgw-none" }, "nas_mismatch"],
      [{ "NAS-Identifier": "unknown" }, "nas_mismatch"],
      // what calls itself by the group's name is not in it, nor is one that is known and names another's address
      [{ "NAS-Identifier": "europe" }, "nas_mismatch"],
      [{ "NAS-Identifier": "pgw-us", "NAS-IP-Address": "192.0.2.1" }, "nas_mismatch"],
      [{}, "nas_mismatch"],
    ] as const)
      expect(await outcome(credential, nas), JSON.stringify(nas)).toBe(expected);
    await asSuperuser("update nas set nas_group = 'america' where name = 'pgw-eu'");
    await readAnew();
    expect(await outcome(credential, { "NAS-Identifier": "pgw-eu" })).toBe("nas_mismatch");
    expect(await outcome(credential, { "NAS-Identifier": "lns-eu" })).toBe("accept");
  });
});
