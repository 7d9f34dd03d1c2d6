import { randomBytes } from "node:crypto";
import { Decrypter } from "age-encryption";
import { beforeEach, expect, it, vi } from "vitest";
import { asSuperuser, makeAccount, makeAdministrator, type TestAccount } from "@/db/testing/estate";
import { fillSession } from "@/db/testing/fill-seeing";
import { giveFactor } from "@/db/testing/give-factor";
import type { Member } from "@/lib/access/actor";
import { startGenerating } from "@/lib/bulk/generate-many";
import { fetchDownload } from "@/lib/credentials/fetch-download";
import { prepareDownload } from "@/lib/credentials/prepare-download";
import { perform } from "@/lib/operation/perform";
import { respondAsEncryptedFile } from "@/lib/operation/respond-as-encrypted-file";
import { runBulkAction } from "@/worker/run-bulk-action";

const now = vi.hoisted((): { actor?: Member } => ({}));
vi.mock("@/lib/operation/current-actor", () => ({ currentActor: async () => now.actor }));

const devices = 6_500;
let account: TestAccount;
let person: Member;

beforeEach(async () => {
  account = await makeAccount(`file-${randomBytes(4).toString("hex")}`);
  const administrator = await makeAdministrator(account);
  person = { ...administrator, sessionId: await fillSession(administrator.userId) };
  await giveFactor(person.userId, "app");
  await asSuperuser("update session set proofs = '{password,app}' where user_id = $1", [person.userId]);
  now.actor = person;
  await asSuperuser(
    `insert into device (account_id, id, kind, state, label, iccid)
     select $1, gen_random_uuid(), 'cellular', 'active', 'meter ' || n, '8944' || lpad(n::text, 11, '0') || substr($2, 1, 4)
     from generate_series(1, $3::int) n`,
    [account.id, String(Date.now()).slice(-4), devices],
  );
  const { id } = await perform(person, startGenerating, { selection: { matching: {} } });
  await runBulkAction({ accountId: account.id, userId: person.userId, bulkActionId: id });
}, 60_000);

async function ask() {
  const { id, passphrase } = await perform(person, prepareDownload, {
    what: { matching: {} },
    format: "csv",
    encryptTo: { kind: "passphrase" },
    reason: "modems on site",
  });
  const body = JSON.stringify({ downloadId: id, passphrase });
  const post = respondAsEncryptedFile(fetchDownload);
  return {
    id,
    passphrase: passphrase ?? "",
    fetchIt: () =>
      post(new Request("http://portal.test/file", { method: "POST", body }), {
        params: Promise.resolve({ account: account.slug }),
      }),
  };
}

const left = async (id: string) =>
  asSuperuser<{ given_out: number; finished: boolean; marked: number }>(
    `select given_out, finished_at is not null as finished,
       (select count(*)::int from device_credential where account_id = $1 and given_out_at is not null) as marked
     from credential_download where account_id = $1 and id = $2`,
    [account.id, id],
  );

it("sends a file of several portions whole, every credential once, to whoever has the passphrase", async () => {
  const { id, passphrase, fetchIt } = await ask();
  const response = await fetchIt();
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const opening = new Decrypter();
  opening.addPassphrase(passphrase);
  const closed = new Uint8Array(await response.arrayBuffer());
  const lines = (await opening.decrypt(closed, "text")).trimEnd().split("\r\n").slice(1);
  expect(lines).toHaveLength(devices);
  expect(new Set(lines.map((line) => line.split(",")[2])).size).toBe(devices);
  expect(await left(id)).toEqual([{ given_out: devices, finished: true, marked: devices }]);
  expect((await fetchIt()).status).toBe(410);
}, 60_000);

it("opens no more than is taken, and what broke off stays used up and says how much left", async () => {
  const { id, fetchIt } = await ask();
  const reader = (await fetchIt()).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  const [state] = await left(id);
  expect(state?.finished).toBe(false);
  expect(state?.given_out).toBeLessThan(devices);
  expect(state?.marked).toBe(state?.given_out);
  const again = await fetchIt();
  expect(again.status).toBe(410);
  expect(await again.json()).toMatchObject({ error: { code: "expired" } });
}, 60_000);

it.each([
  ["the permission is taken away", "update role_grant set revoked_at = now() where membership_id = $1"],
  ["the person is no member any more", "update membership set removed_at = now() where id = $1"],
  [
    "the session is ended",
    "update session set revoked_at = now() where user_id = (select user_id from membership where id = $1)",
  ],
  [
    "the person was disabled",
    "update app_user set disabled_at = now() where id = (select user_id from membership where id = $1)",
  ],
])(
  "opens no further portion once %s",
  async (_, takeAway) => {
    const { id, fetchIt } = await ask();
    const reader = (await fetchIt()).body?.getReader();
    await reader?.read();
    await asSuperuser(takeAway, [person.membershipId]);
    await expect(
      (async () => {
        while (!(await reader?.read())?.done);
      })(),
    ).rejects.toThrow();
    // one portion may have been on its way
    const [state] = await left(id);
    expect(state?.finished).toBe(false);
    expect(state?.marked).toBeLessThanOrEqual(4_000);
  },
  60_000,
);

it("answers in words what it cannot read", async () => {
  const post = respondAsEncryptedFile(fetchDownload);
  for (const body of ["", "null", "[]", '"x"', "{", '{"downloadId":"x"}', '{"downloadId":{"a":1}}']) {
    const response = await post(new Request("http://portal.test/file", { method: "POST", body }), {
      params: Promise.resolve({ account: account.slug }),
    });
    expect(response.status, body).toBe(422);
  }
}, 60_000);
