import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { cancelGenerating } from "@/lib/bulk/cancel-bulk-action";
import { startGenerating, startRotating } from "@/lib/bulk/generate-many";
import { previewGenerating } from "@/lib/bulk/preview-credentials";
import { changeCredentialRules } from "@/lib/credentials/change-rules";
import { openPassword } from "@/lib/credentials/seal";
import { perform } from "@/lib/operation/perform";
import { runBulkAction } from "@/worker/run-bulk-action";

let account: TestAccount;
let administrator: Member;
let work: string[] = [];

const all = { matching: {} } as const;

beforeEach(async () => {
  account = await makeAccount(`credentials-${randomBytes(4).toString("hex")}`);
  administrator = await makeAdministrator(account);
});
afterEach(() => {
  work = [];
});

/** Devices with an ICCID each. */
async function makeMany(count: number): Promise<void> {
  await asSuperuser(
    `insert into device (account_id, id, kind, state, label, iccid)
     select $1, gen_random_uuid(), 'cellular', 'active', 'meter ' || n, '8944' || lpad(n::text, 11, '0') || substr($2, 1, 4)
     from generate_series(1, $3::int) n`,
    [account.id, String(Date.now()).slice(-4), count],
  );
}

async function start(actor: Member, operation: typeof startGenerating = startGenerating): Promise<string> {
  const { id } = await perform(actor, operation, { selection: all });
  work.push(id);
  return id;
}

const run = (actor: Member, bulkActionId: string, signal?: AbortSignal) =>
  runBulkAction({ accountId: account.id, userId: actor.userId, bulkActionId }, signal);

const credentials = () =>
  asSuperuser<{
    id: string;
    device_id: string;
    username: string;
    sealed: Buffer;
    key_version: number;
    replaced_at: Date | null;
    valid_until: Date | null;
    ends_on_first_use: boolean;
  }>("select * from device_credential where account_id = $1", [account.id]);

const outcomes = async (id: string) =>
  Object.fromEntries(
    (
      await asSuperuser<{ outcome: string; count: number }>(
        "select outcome, count(*)::int as count from bulk_action_item where bulk_action_id = $1 group by outcome",
        [id],
      )
    ).map(({ outcome, count }) => [outcome, count]),
  );

describe("generating for many", () => {
  it("gives each device one, with the realm of its account and a password of its own", async () => {
    await makeMany(2_500);
    const id = await start(administrator);
    await run(administrator, id);
    const rows = await credentials();
    expect(rows).toHaveLength(2_500);
    expect(new Set(rows.map((row) => row.device_id)).size).toBe(2_500);
    expect(rows.every((row) => row.username.endsWith(`@${account.slug}`))).toBe(true);
    const passwords = rows.map((row) =>
      openPassword(
        { accountId: account.id, deviceId: row.device_id },
        { sealed: row.sealed, keyVersion: row.key_version },
      ).toString(),
    );
    expect(new Set(passwords).size).toBe(2_500);
    expect(passwords.every((password) => /^[2-9A-HJ-NP-Za-km-z]{20}$/.test(password))).toBe(true);
    expect(await outcomes(id)).toEqual({ done: 2_500 });
  });

  it("leaves exactly one each when it is killed in the middle, begun again, and asked for twice", async () => {
    await makeMany(9_000);
    const first = await start(administrator);
    const second = await start(administrator);
    const killed = new AbortController();
    const watch = setInterval(async () => {
      if ((await credentials()).length > 0) killed.abort();
    }, 20);
    await run(administrator, first, killed.signal).catch((error) => expect(error.name).toBe("AbortError"));
    clearInterval(watch);
    await Promise.all([run(administrator, first), run(administrator, second), run(administrator, first)]);
    const rows = await credentials();
    expect(rows).toHaveLength(9_000);
    expect(new Set(rows.map((row) => row.device_id)).size).toBe(9_000);
    const counts = [await outcomes(first), await outcomes(second)];
    expect((counts[0]?.done ?? 0) + (counts[1]?.done ?? 0)).toBe(9_000);
    expect(counts.every((count) => count.waiting === undefined)).toBe(true);
  }, 60_000);

  it("says of each device that is left out why", async () => {
    const group = await makeGroup(account, "North");
    const named = await makeDevice(account, "named", [group]);
    const gone = await makeDevice(account, "gone", [group]);
    const nameless = await makeDevice(account, "nameless", [group]);
    await asSuperuser("update device set state = 'terminated' where id = $1", [gone]);
    await asSuperuser("update device set iccid = null where id = $1", [nameless]);
    const selection = { deviceIds: [named, gone, nameless] };
    const foreseen = await perform(administrator, previewGenerating, { selection });
    expect(foreseen).toMatchObject({ total: 3, fit: 1, terminated: 1, nameless: 1, hasOne: 0 });
    expect(foreseen.first).toHaveLength(1);
    expect(JSON.stringify(foreseen)).not.toContain('password":');

    const { id } = await perform(administrator, startGenerating, { selection });
    await run(administrator, id);
    const items = await asSuperuser<{ device_id: string; outcome: string; reason: string | null }>(
      "select device_id, outcome, reason from bulk_action_item where bulk_action_id = $1",
      [id],
    );
    const of = (device: string) => items.find((item) => item.device_id === device);
    expect(of(named)).toMatchObject({ outcome: "done", reason: null });
    expect(of(gone)).toMatchObject({ outcome: "refused", reason: "It is terminated." });
    expect(of(nameless)).toMatchObject({
      outcome: "refused",
      reason: "It has no ICCID, which the username needs.",
    });
    const again = await perform(administrator, startGenerating, { selection: { deviceIds: [named] } });
    await run(administrator, again.id);
    expect(await outcomes(again.id)).toEqual({ refused: 1 });
    expect(await perform(administrator, previewGenerating, { selection })).toMatchObject({
      hasOne: 1,
      fit: 0,
    });
  });

  it("stops when it is cancelled", async () => {
    await makeMany(50);
    const id = await start(administrator);
    await perform(administrator, cancelGenerating, { bulkActionId: id });
    await run(administrator, id);
    expect(await credentials()).toHaveLength(0);
  });

  it("reaches only the groups of who asked", async () => {
    const [north, south] = [await makeGroup(account, "North"), await makeGroup(account, "South")];
    const mine = await makeDevice(account, "mine", [north]);
    const theirs = await makeDevice(account, "theirs", [south]);
    const member = await makeMember(account, ["credential.generate", "device.view"], [north.no]);
    const id = await start(member);
    await run(member, id);
    expect((await credentials()).map((row) => row.device_id)).toEqual([mine]);
    await expect(
      perform(member, startGenerating, { selection: { deviceIds: [theirs] } }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/not_found|forbidden/) });
  });

  it("renews beside the old one, and never takes one away without a successor", async () => {
    await perform(administrator, changeCredentialRules, {
      realm: account.slug,
      pattern: "{label}@{realm}",
      passwordLength: 20,
      alphabet: "unambiguous",
      version: 0,
    });
    const device = await makeDevice(account, "a", []);
    const twin = await makeDevice(account, "b", []);
    await run(administrator, await start(administrator));
    await asSuperuser("update device set label = 'a' where id = $1", [twin]);
    const { id } = await perform(administrator, startRotating, {
      selection: all,
      overlap: { kind: "first_use" },
    });
    await run(administrator, id);
    const rows = await credentials();
    const of = (owner: string) => rows.filter((row) => row.device_id === owner);
    expect(of(device)).toHaveLength(2);
    expect(of(device).find((row) => row.replaced_at !== null)).toMatchObject({
      ends_on_first_use: true,
      valid_until: null,
    });
    // its new name is another device's username: it keeps what it has
    expect(of(twin)).toMatchObject([{ replaced_at: null, username: `b@${account.slug}` }]);
    expect(await outcomes(id)).toEqual({ done: 1, refused: 1 });
  });
});
