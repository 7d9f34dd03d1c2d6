import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { withWorkerDb } from "@/db/jobs";
import { type AccountDb, readInScope, writeInScope } from "@/db/scoped";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import { fillSession } from "@/db/testing/fill-seeing";
import type { Member } from "@/lib/access/actor";
import { authenticate } from "@/lib/authentication/authenticate";
import { countSignOns } from "@/lib/authentication/count-sign-ons";
import type { Proof } from "@/lib/authentication/sign-on";
import { verifyOneWay } from "@/lib/authentication/verify-one-way";
import { startGenerating } from "@/lib/bulk/generate-many";
import { changeCredentialRules } from "@/lib/credentials/change-rules";
import { credentialsOfDevice } from "@/lib/credentials/credentials-of-device";
import { fetchDownload } from "@/lib/credentials/fetch-download";
import { generateCredential, rotateCredential } from "@/lib/credentials/generate-credential";
import { getCredentialRules } from "@/lib/credentials/get-rules";
import { keyRing, makeRing } from "@/lib/credentials/keys";
import { hashOneWay } from "@/lib/credentials/one-way";
import { openCredentials } from "@/lib/credentials/open";
import { prepareDownload, previewDownload } from "@/lib/credentials/prepare-download";
import { resealCredentials } from "@/lib/credentials/reseal";
import { revealCredential } from "@/lib/credentials/reveal-credential";
import { perform } from "@/lib/operation/perform";
import { runBulkAction } from "@/worker/run-bulk-action";

const counts = countSignOns();
let account: TestAccount;
let person: Member;
let north: TestGroup;
let device: string;

const signedIn = async (member: Member): Promise<Member> => ({
  ...member,
  sessionId: await fillSession(member.userId),
});

beforeEach(async () => {
  account = await makeAccount(`oneway-${randomBytes(4).toString("hex")}`);
  person = await signedIn(await makeAdministrator(account));
  north = await makeGroup(account, "North");
  device = await makeDevice(account, "meter", [north]);
  await choose(true);
});

afterAll(() => counts.stop());

async function choose(oneWay: boolean): Promise<void> {
  const { entropyBits: _, slug: __, ...rules } = await perform(person, getCredentialRules, {});
  await perform(person, changeCredentialRules, { ...rules, oneWay });
}

const make = () => perform(person, generateCredential, { deviceId: device });
const found = async (id = device) =>
  (await perform(person, credentialsOfDevice, { deviceId: id })).credentials;
const current = async () => (await found())[0]?.id ?? "";
const reveal = (credentialId: string, who = person) =>
  perform(who, revealCredential, { credentialId, reason: "modem on site" });
const prepare = (who = person, what: object = { deviceIds: [device] }) =>
  perform(who, prepareDownload, {
    what: what as { deviceIds: string[] },
    format: "csv",
    encryptTo: { kind: "passphrase" },
    reason: "modems on site",
  });
const fetchIt = (
  { id, passphrase }: { id: string; passphrase: string | null },
  after: string | null = null,
  who = person,
) => perform(who, fetchDownload, { downloadId: id, passphrase: passphrase ?? "", after });
const kept = () =>
  asSuperuser<{
    id: string;
    device_id: string;
    sealed: Buffer | null;
    one_way: string | null;
    given: boolean;
  }>(
    `select id, device_id, sealed, one_way, given_out_at is not null as given from device_credential
     where account_id = $1 order by device_id`,
    [account.id],
  );
const inScope = <T>(groups: "all" | number[], work: (db: AccountDb) => Promise<T>) =>
  writeInScope({ accountId: account.id, groups, membershipId: person.membershipId }, work);
const form = /^hmac-sha256\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$/;

const ask = async (username: string, proof: Proof): Promise<string> => {
  const signOn = { userName: username, proof, nas: ["pgw-1"], imsi: null, msisdn: null, imei: null };
  const verdict = await authenticate(signOn, counts);
  return verdict.accept ? "accept" : verdict.reason;
};
const pap = (username: string, password: string) =>
  ask(username, { kind: "pap", password: Buffer.from(password) });
function chap(username: string, password: string) {
  const [identifier, challenge] = [7, randomBytes(16)];
  const response = createHash("md5")
    .update(Buffer.of(identifier))
    .update(password)
    .update(challenge)
    .digest();
  return ask(username, { kind: "chap", identifier, response, challenge });
}

describe("a password that is kept one way", () => {
  it("opens until it is shown, and then never again", async () => {
    await make();
    const credentialId = await current();
    expect((await kept())[0]).toMatchObject({ sealed: expect.any(Buffer), one_way: null });
    const { username, password, oneWay } = await reveal(credentialId);
    expect(oneWay).toBe(true);
    expect((await kept())[0]).toMatchObject({ sealed: null, one_way: expect.stringMatching(form) });
    expect((await found())[0]?.keptOneWayAt).not.toBeNull();
    await expect(reveal(credentialId)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("kept one way"),
    });
    const what = { deviceIds: [device] };
    expect(await perform(person, previewDownload, { what })).toMatchObject({ total: 0, keptOneWay: 1 });
    await expect(prepare()).rejects.toMatchObject({ message: expect.stringContaining("kept one way") });
    expect(await pap(username, password)).toBe("accept");
    const events = await asSuperuser<{ detail: object }>(
      "select detail from audit_event where account_id = $1 and action = 'credential.revealed'",
      [account.id],
    );
    expect(events.map(({ detail }) => detail)).toMatchObject([{ keptOneWay: true }]);
  });

  it("is given to one of those who ask at once", async () => {
    await make();
    const [{ id = "", username = "" } = {}] = await found();
    const promised = await prepare();
    const inFile = async () => {
      const { content } = await fetchIt(promised);
      return content.trimEnd().split("\r\n")[1]?.split(",")[3];
    };
    const shown = async () => (await reveal(id)).password;
    const answers = await Promise.allSettled([shown(), inFile(), shown()]);
    const passwords = answers.flatMap((each) => (each.status === "fulfilled" && each.value) || []);
    expect(passwords).toHaveLength(1);
    expect(await pap(username, passwords[0] ?? "")).toBe("accept");
  });

  it("signs on with PAP, and with CHAP only until somebody was given it", async () => {
    await make();
    const [{ username = "" } = {}] = await found();
    await choose(false);
    const { password } = await reveal(await current());
    await choose(true);
    expect(await chap(username, password)).toBe("accept");
    await fetchIt(await prepare());
    expect(await pap(username, password)).toBe("accept");
    expect(await pap(username, `${password}x`)).toBe("wrong_password");
    expect(await pap(username, "")).toBe("wrong_password");
    expect(await chap(username, password)).toBe("wrong_password");
  });

  it("is in no table once its file has left, and nothing there opens", async () => {
    await make();
    const { content } = await fetchIt(await prepare());
    const password = content.trimEnd().split("\r\n")[1]?.split(",")[3] ?? "";
    expect(password).toHaveLength(20);
    expect(await kept()).toMatchObject([{ sealed: null, one_way: expect.stringMatching(form), given: true }]);
    const looks = [
      password,
      Buffer.from(password).toString("hex"),
      Buffer.from(password).toString("base64").slice(0, -4),
      createHash("sha256").update(password).digest("hex"),
      createHash("sha256").update(password).digest("base64"),
    ];
    const tables = await asSuperuser<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
    );
    for (const { name } of tables) {
      const rows = await asSuperuser<{ line: string }>(`select t::text as line from ${name} t`);
      const dump = rows.map(({ line }) => line).join("\n");
      for (const look of looks) expect(dump.includes(look), name).toBe(false);
    }
  });

  it("stays so when the choice is taken back, and what was given out before the choice stays sealed", async () => {
    await make();
    const first = await current();
    await reveal(first);
    await choose(false);
    await expect(reveal(first)).rejects.toMatchObject({ code: "conflict" });
    await perform(person, rotateCredential, { deviceId: device, overlap: { kind: "none" } });
    const second = await current();
    const shown = await reveal(second);
    await choose(true);
    expect((await kept()).find(({ id }) => id === second)?.sealed).not.toBeNull();
    expect((await reveal(second)).password).toBe(shown.password);
    await expect(reveal(second)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is followed by one that opens, beside which it goes on being accepted", async () => {
    await make();
    const old = await reveal(await current());
    await perform(person, rotateCredential, { deviceId: device, overlap: { kind: "first_use" } });
    expect(await pap(old.username, old.password)).toBe("accept");
    const next = await reveal(await current());
    expect(next.password).not.toBe(old.password);
    expect(await pap(next.username, next.password)).toBe("accept");
    expect(await pap(old.username, old.password)).toBe("expired");
  });

  it("is not made easier to guess than 64 bits", async () => {
    const { entropyBits: _, slug: __, ...rules } = await perform(person, getCredentialRules, {});
    for (const easy of [{ alphabet: "digits", passwordLength: 19 }, { passwordLength: 10 }] as const)
      await expect(
        perform(person, changeCredentialRules, { ...rules, ...easy, oneWay: true }),
      ).rejects.toMatchObject({ fields: { passwordLength: expect.stringContaining("At least 64") } });
  });

  it("is left alone by a change of the sealing key", async () => {
    await make();
    const { username, password } = await reveal(await current());
    await asSuperuser("delete from device_credential where sealed = '\\x00'", []);
    const ring = makeRing(keyRing().key(0).export(), new Map([[1, randomBytes(32)]]));
    await resealCredentials(withWorkerDb, undefined, ring);
    expect(await pap(username, password)).toBe("accept");
  });
});

describe("giving out what is kept one way", () => {
  it("leaves everything sealed where the transaction of a portion comes to nothing", async () => {
    await make();
    const credentialId = await current();
    await expect(
      inScope("all", async (db) => {
        expect(await openCredentials(db, account.id, [credentialId], new Date())).toHaveLength(1);
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    expect(await kept()).toMatchObject([{ sealed: expect.any(Buffer), one_way: null, given: false }]);
    await expect(reveal(credentialId)).resolves.toBeDefined();
  });

  it("leaves the first portion one way and given out, and the rest sealed, where it breaks off between two", async () => {
    await asSuperuser(
      `insert into device (account_id, id, kind, state, label, iccid)
       select $1, gen_random_uuid(), 'cellular', 'active', 'meter ' || n, '8945' || lpad(n::text, 11, '0') || substr($2, 1, 4)
       from generate_series(1, 2_100) n`,
      [account.id, String(Date.now()).slice(-4)],
    );
    const { id } = await perform(person, startGenerating, { selection: { matching: {} } });
    await runBulkAction({ accountId: account.id, userId: person.userId, bulkActionId: id });
    const promised = await prepare(person, { matching: {} });
    const { next, content } = await fetchIt(promised);
    const rows = await kept();
    const [left, rest] = [rows.slice(0, 2_000), rows.slice(2_000)];
    expect(left.at(-1)?.device_id).toBe(next);
    expect(left.every((row) => row.given && row.sealed === null && form.test(row.one_way ?? ""))).toBe(true);
    expect(new Set(left.map((row) => row.one_way)).size).toBe(2_000);
    expect(rest).toHaveLength(rows.length - 2_000);
    expect(rest.every((row) => !row.given && row.sealed !== null && row.one_way === null)).toBe(true);
    const [, , username = "", password = ""] = content.split("\r\n")[1_500]?.split(",") ?? [];
    expect(await pap(username, password)).toBe("accept");
    // what is left goes into a file of its own
    const again = await prepare(person, { matching: {} });
    expect(again.total).toBe(rest.length);
    expect((await fetchIt(again)).content.trimEnd().split("\r\n")).toHaveLength(rest.length + 1);
  }, 60_000);

  it("takes no seal and puts no hash outside the groups of who asks", async () => {
    const south = await makeGroup(account, "South");
    await make();
    const credentialId = await current();
    const other = await signedIn(
      await makeMember(account, ["credential.view", "credential.reveal"], [south.no]),
    );
    await expect(reveal(credentialId, other)).rejects.toMatchObject({ code: "not_found" });
    await inScope([south.no], async (db) => {
      expect(await openCredentials(db, account.id, [credentialId], new Date())).toEqual([]);
    });
    const rival = await makeAccount(`rival-${randomBytes(4).toString("hex")}`);
    const opened = await writeInScope({ accountId: rival.id, groups: "all", membershipId: null }, (db) =>
      openCredentials(db, rival.id, [credentialId], new Date()),
    );
    expect(opened).toEqual([]);
    expect(await kept()).toMatchObject([{ sealed: expect.any(Buffer), one_way: null }]);
    const own = await signedIn(
      await makeMember(account, ["credential.view", "credential.reveal"], [north.no]),
    );
    await fetchIt(await prepare(own), null, own);
    expect(await kept()).toMatchObject([{ sealed: null, given: true }]);
  });

  it("takes a hash for what was opened in the same transaction alone", async () => {
    await make();
    const credentialId = await current();
    const chosen = hashOneWay({ accountId: account.id, deviceId: device }, Buffer.from("chosen by somebody"));
    const put = (db: AccountDb) =>
      sql<{
        kept: number;
      }>`select keep_one_way(array[${credentialId}]::uuid[], array[${chosen}]) as kept`.execute(db);
    expect((await inScope("all", put)).rows).toEqual([{ kept: 0 }]);
    // somebody who opens and keeps nothing leaves a password that nobody signs on with, not one that opens
    const { rows } = await inScope("all", (db) =>
      sql<{ sealed: Buffer }>`select * from open_credentials(array[${credentialId}]::uuid[], now())`.execute(
        db,
      ),
    );
    expect(rows).toHaveLength(1);
    expect((await inScope("all", put)).rows).toEqual([{ kept: 0 }]);
    const [row] = await kept();
    expect(row).toMatchObject({ sealed: null, one_way: expect.stringMatching(/^taken by \d+$/) });
    const [{ username = "" } = {}] = await found();
    for (const attempt of ["", "chosen by somebody", row?.one_way ?? ""])
      expect(await pap(username, attempt)).toBe("wrong_password");
  });

  it("tells no web role a seal or a hash", async () => {
    await make();
    await reveal(await current());
    const scope = { accountId: account.id, groups: "all", membershipId: null } as const;
    for (const column of ["sealed", "one_way"])
      for (const groups of ["all", [north.no]] as const)
        await expect(
          readInScope({ ...scope, groups: groups as "all" }, (db) =>
            sql`select ${sql.ref(column)} from device_credential`.execute(db),
          ),
        ).rejects.toThrow(/permission denied/);
    for (const change of ["sealed = null", "one_way = 'x'", "kept_one_way_at = null"])
      await expect(
        inScope("all", (db) => sql`update device_credential set ${sql.raw(change)}`.execute(db)),
      ).rejects.toThrow(/permission denied/);
  });
});

describe("the hash", () => {
  const owner = { accountId: "a", deviceId: "d" };

  it("fits its own device and its own password, and is another each time", () => {
    const password = Buffer.from("Xk7mQ2pR9tVw");
    const hash = hashOneWay(owner, password);
    expect(hash).toMatch(form);
    expect(hashOneWay(owner, password)).not.toBe(hash);
    expect(verifyOneWay(owner, hash, password)).toBe(true);
    expect(verifyOneWay({ ...owner, deviceId: "e" }, hash, password)).toBe(false);
    expect(verifyOneWay({ ...owner, accountId: "b" }, hash, password)).toBe(false);
    expect(verifyOneWay(owner, hash, Buffer.from("Xk7mQ2pR9tVx"))).toBe(false);
  });

  it("fits nothing when it is no hash", () => {
    const [name, salt, digest] = hashOneWay(owner, Buffer.from("x")).split("$");
    const broken = [
      "",
      "$$",
      "taken by 7",
      `${name}$${salt}$`,
      `${name}$$${digest}`,
      `sha256$${salt}$${digest}`,
    ];
    for (const hash of [...broken, `${name}$${salt}$${digest}$`, `${name}$${salt}$${digest?.slice(0, -2)}==`])
      expect(verifyOneWay(owner, hash, Buffer.from("x")), hash).toBe(false);
  });
});
