import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { withWorkerDb } from "@/db/jobs";
import { readInScope, writeInScope } from "@/db/scoped";
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
import type { Member } from "@/lib/access/actor";
import { previewGenerating } from "@/lib/bulk/preview-credentials";
import { changeBinding } from "@/lib/credentials/change-binding";
import { changeCredentialRules } from "@/lib/credentials/change-rules";
import { credentialsOfDevice } from "@/lib/credentials/credentials-of-device";
import { generateCredential, rotateCredential } from "@/lib/credentials/generate-credential";
import { keyRing, makeRing } from "@/lib/credentials/keys";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { makeRecords } from "@/lib/credentials/make-records";
import { usernameOf, wrongPattern } from "@/lib/credentials/pattern";
import { wrongRealm } from "@/lib/credentials/realm";
import { resealCredentials } from "@/lib/credentials/reseal";
import { revealCredential } from "@/lib/credentials/reveal-credential";
import { revokeCredential } from "@/lib/credentials/revoke-credential";
import { openPassword, sealedLength, sealInto } from "@/lib/credentials/seal";
import { storeCredentials } from "@/lib/credentials/store";
import { perform } from "@/lib/operation/perform";

let account: TestAccount;
let administrator: Member;
let north: TestGroup;
let device: string;

beforeEach(async () => {
  account = await makeAccount(`cred-${randomBytes(4).toString("hex")}`);
  administrator = await makeAdministrator(account);
  north = await makeGroup(account, "North");
  device = await makeDevice(account, "meter", [north]);
});

const current = async (id = device) => {
  const { credentials } = await perform(administrator, credentialsOfDevice, { deviceId: id });
  return credentials[0]?.id ?? "";
};
const scope = () => ({ accountId: account.id, groups: "all", membershipId: null }) as const;

describe("a credential", () => {
  it("is revealed to who says why, and the log tells who saw it and not what", async () => {
    await perform(administrator, generateCredential, { deviceId: device });
    const credentialId = await current();
    await expect(
      perform(administrator, revealCredential, { credentialId, reason: "" }),
    ).rejects.toMatchObject({ code: "invalid" });
    const shown = await perform(administrator, revealCredential, { credentialId, reason: "modem on site" });
    expect(shown.username).toMatch(new RegExp(`^\\d+@${account.slug}$`));
    expect(shown.password).toMatch(/^[2-9A-HJ-NP-Za-km-z]{20}$/);
    const events = await asSuperuser<{ action: string; detail: unknown }>(
      "select action, detail from audit_event where account_id = $1",
      [account.id],
    );
    expect(events.map((event) => event.action)).toContain("credential.revealed");
    expect(JSON.stringify(events)).not.toContain(shown.password);
  });

  it("cannot outlive its device, which nobody may delete, nor be added past the function that looks for it", async () => {
    const may = await asSuperuser<{ role: string; deletes: boolean; inserts: boolean }>(
      `select role, has_table_privilege(role, 'device', 'delete, truncate') as deletes,
         has_table_privilege(role, 'device_credential', 'insert') as inserts
       from unnest('{cordon_web,cordon_web_groups,cordon_auth,cordon_worker,cordon_ingest,cordon_definer}'::text[]) role`,
    );
    expect(may.filter((each) => each.deletes)).toEqual([]);
    expect(may.filter((each) => each.inserts).map((each) => each.role)).toEqual(["cordon_definer"]);
    const records = makeRecords(account.id, [{ deviceId: randomUUID(), username: "nobody@north" }], {
      alphabet: "unambiguous",
      passwordLength: 20,
    });
    const now = new Date();
    const terms = { now, validFrom: now, validUntil: null, by: "A test", bulkActionId: null };
    for (const replacing of [null, { oldUntil: null, endsOnFirstUse: false }]) {
      const stored = await writeInScope(scope(), (db) =>
        storeCredentials(db, records, { ...terms, replacing }),
      );
      expect([...stored]).toEqual([]);
    }
  });

  it("leaves no password in a copy of its table", async () => {
    await perform(administrator, generateCredential, { deviceId: device });
    const { password } = await perform(administrator, revealCredential, {
      credentialId: await current(),
      reason: "to look for it",
    });
    const rows = await asSuperuser<{ bytes: Buffer }>(
      "select convert_to(c::text, 'UTF8') || coalesce(sealed, '') || username_lookup as bytes from device_credential c where account_id = $1",
      [account.id],
    );
    const hex = Buffer.from(password).toString("hex");
    for (const { bytes } of rows) {
      expect(bytes.includes(password)).toBe(false);
      expect(bytes.toString("latin1")).not.toContain(hex);
    }
  });

  it("cannot be read by the web roles, sealed or as a hash of its username", async () => {
    for (const column of ["sealed", "username_lookup", "one_way"])
      await expect(
        readInScope(scope(), (db) => sql`select ${sql.ref(column)} from device_credential`.execute(db)),
      ).rejects.toThrow(/permission denied/);
  });

  it("cannot be revealed, renewed or revoked outside the groups of who asks", async () => {
    const south = await makeGroup(account, "South");
    await perform(administrator, generateCredential, { deviceId: device });
    const credentialId = await current();
    const permissions = [
      "credential.view",
      "credential.reveal",
      "credential.revoke",
      "credential.generate",
    ] as const;
    const other = await makeMember(account, [...permissions], [south.no]);
    const attempts = [
      () => perform(other, revealCredential, { credentialId, reason: "curious" }),
      () => perform(other, revokeCredential, { credentialId }),
      () => perform(other, rotateCredential, { deviceId: device, overlap: { kind: "none" } }),
      () => perform(other, credentialsOfDevice, { deviceId: device }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect((await perform(other, listCredentials, {})).rows).toEqual([]);
    const opened = await readInScope(
      { accountId: account.id, groups: [south.no], membershipId: other.membershipId },
      (db) => sql`select * from open_credentials(array[${credentialId}]::uuid[], now())`.execute(db),
    );
    expect(opened.rows).toEqual([]);
    const own = await makeMember(account, [...permissions], [north.no]);
    await expect(perform(own, revealCredential, { credentialId, reason: "on site" })).resolves.toBeDefined();
  });

  it("is accepted beside its successor until the chosen end, and revoked at once", async () => {
    await perform(administrator, generateCredential, { deviceId: device });
    const first = await current();
    await expect(perform(administrator, generateCredential, { deviceId: device })).rejects.toMatchObject({
      code: "conflict",
    });
    await perform(administrator, rotateCredential, { deviceId: device, overlap: { kind: "first_use" } });
    const both = await perform(administrator, credentialsOfDevice, { deviceId: device });
    expect(both.credentials.map((each) => each.state)).toEqual(["good", "replaced"]);
    await perform(administrator, revokeCredential, { credentialId: first });
    await expect(
      perform(administrator, revealCredential, { credentialId: first, reason: "too late" }),
    ).rejects.toMatchObject({ code: "conflict" });
    await perform(administrator, rotateCredential, { deviceId: device, overlap: { kind: "none" } });
    const after = await perform(administrator, credentialsOfDevice, { deviceId: device });
    expect(after.credentials.map((each) => each.state).sort()).toEqual(["expired", "good", "revoked"]);
  });

  it("is bound to what its device has, when it is made and later, by who may make it", async () => {
    await asSuperuser("update device set imsi = $2, imei = null where id = $1", [
      device,
      `26201${String(Date.now()).slice(-10)}`,
    ]);
    const attempt = { deviceId: device, boundTo: ["imei" as const] };
    await expect(perform(administrator, generateCredential, attempt)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("no IMEI"),
    });
    await perform(administrator, generateCredential, {
      deviceId: device,
      boundTo: ["imsi", "imsi"],
      nasOnly: ["europe"],
    });
    const of = async () =>
      (await perform(administrator, credentialsOfDevice, { deviceId: device })).credentials[0];
    expect(await of()).toMatchObject({ boundTo: ["imsi"], nasOnly: ["europe"] });
    const credentialId = await current();
    await expect(
      perform(administrator, changeBinding, { credentialId, boundTo: ["imei"] }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(
      perform(administrator, changeBinding, { credentialId, nasOnly: ["a,b"] }),
    ).rejects.toMatchObject({ code: "invalid" });
    const south = await makeGroup(account, "South");
    const other = await makeMember(account, ["credential.view", "credential.generate"], [south.no]);
    const viewer = await makeMember(account, ["credential.view", "credential.reveal"]);
    await expect(perform(other, changeBinding, { credentialId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(perform(viewer, changeBinding, { credentialId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await perform(administrator, changeBinding, { credentialId, boundTo: [], nasOnly: ["pgw-1", "asia"] });
    expect(await of()).toMatchObject({ boundTo: [], nasOnly: ["pgw-1", "asia"] });
    const [event] = await asSuperuser<{ detail: unknown }>(
      "select detail from audit_event where account_id = $1 and action = 'credential.binding_changed'",
      [account.id],
    );
    expect(event?.detail).toMatchObject({
      before: { boundTo: ["imsi"], nasOnly: ["europe"] },
      after: { boundTo: [], nasOnly: ["pgw-1", "asia"] },
    });
  });

  it("is not made for those of many that lack what it is bound to, who are counted before", async () => {
    const bare = await makeDevice(account, "meter without", [north]);
    await asSuperuser("update device set imsi = null where id = $1", [bare]);
    await asSuperuser("update device set imsi = $2 where id = $1", [
      device,
      `26202${String(Date.now()).slice(-10)}`,
    ]);
    const selection = { deviceIds: [device, bare] };
    const seen = await perform(administrator, previewGenerating, { selection, boundTo: ["imsi"] });
    expect(seen).toMatchObject({ could: 2, fit: 1, unboundable: 1 });
    expect(seen.without.imsi).toBe(1);
    expect(seen.first.map(({ label }) => label)).toEqual(["meter"]);
    expect(await perform(administrator, previewGenerating, { selection })).toMatchObject({ fit: 2 });
  });

  it("never begins with a sign that a spreadsheet takes for a formula", () => {
    const recipients = Array.from({ length: 300 }, (_, n) => ({ deviceId: device, username: `m${n}@a` }));
    const records = makeRecords(account.id, recipients, { alphabet: "symbols", passwordLength: 12 });
    const width = sealedLength(12);
    const owner = { accountId: account.id, deviceId: device };
    for (let index = 0; index < recipients.length; index++) {
      const sealed = records.sealed.subarray(index * width, (index + 1) * width);
      expect(openPassword(owner, { sealed, keyVersion: records.keyVersion }).toString()).toMatch(
        /^[0-9A-Za-z]/,
      );
    }
  });

  it("opens for its own device only", () => {
    const owner = { accountId: account.id, deviceId: device };
    const sealed = Buffer.alloc(sealedLength(4));
    sealInto(sealed, owner, Buffer.from("word"), randomBytes(12), { version: 0, bytes: keyRing().key(0) });
    expect(openPassword(owner, { sealed, keyVersion: 0 }).toString()).toBe("word");
    expect(() => openPassword({ ...owner, deviceId: account.id }, { sealed, keyVersion: 0 })).toThrow();
    expect(() => openPassword({ ...owner, accountId: device }, { sealed, keyVersion: 0 })).toThrow();
  });

  it("is sealed anew under a new key, and opens with it", async () => {
    await perform(administrator, generateCredential, { deviceId: device });
    const ring = makeRing(keyRing().key(0).export(), new Map([[1, randomBytes(32)]]));
    const rows = () =>
      asSuperuser<{ sealed: Buffer; key_version: number }>(
        "select sealed, key_version from device_credential where account_id = $1",
        [account.id],
      );
    const [before] = await rows();
    await asSuperuser("delete from device_credential where sealed = '\\x00'", []);
    expect(await resealCredentials(withWorkerDb, undefined, ring)).toBeGreaterThan(0);
    const [after] = await rows();
    expect(after?.key_version).toBe(1);
    const owner = { accountId: account.id, deviceId: device };
    const password = openPassword(owner, { sealed: after?.sealed ?? Buffer.alloc(0), keyVersion: 1 }, ring);
    expect(password).toEqual(
      openPassword(owner, { sealed: before?.sealed ?? Buffer.alloc(0), keyVersion: 0 }, ring),
    );
    expect(await resealCredentials(withWorkerDb, undefined, ring)).toBe(0);
  });
});

describe("usernames", () => {
  const nobody = { iccid: null, imsi: null, msisdn: null, imei: null, eid: null, dev_eui: null, label: "" };

  it("come from patterns that end in the account's realm", () => {
    for (const wrong of [
      "{iccid}",
      "fixed@{realm}",
      "{password}@{realm}",
      "{iccid} @{realm}",
      "{iccid}@rival.example",
    ])
      expect(wrongPattern(wrong), wrong).not.toBeNull();
    for (const fine of ["{iccid}@{realm}", "dev-{label}.{imsi}@{realm}"])
      expect(wrongPattern(fine)).toBeNull();
    const rules = { pattern: "{label}@{realm}", realm: "north.acme" };
    expect(usernameOf({ ...nobody, label: "meter  7" }, rules)).toEqual({ username: "meter-7@north.acme" });
    for (const label of ["", "Zähler", "a@b", 'a"b', "a\nb,c", "..", "a/b"])
      expect(usernameOf({ ...nobody, label }, rules), label).toHaveProperty("lacks");
    expect(usernameOf({ ...nobody, label: "x".repeat(253) }, rules)).toHaveProperty("lacks");
  });

  it("have a realm that no other account can have, which nobody learns by trying", async () => {
    expect(wrongRealm("acme", "acme")).toBeNull();
    expect(wrongRealm("m2m.acme", "acme")).toBeNull();
    const rival = await makeAccount(`rival-${randomBytes(4).toString("hex")}`);
    const rules = {
      pattern: "{iccid}@{realm}",
      passwordLength: 20,
      alphabet: "unambiguous",
      version: 0,
    } as const;
    const answers = await Promise.all(
      [rival.slug, "nobody-has-this", `${account.slug}x`, `x${account.slug}`].map((realm) =>
        perform(administrator, changeCredentialRules, { ...rules, realm }).catch(
          (error) => error.fields.realm,
        ),
      ),
    );
    expect(new Set(answers).size).toBe(1);
  });

  it("and passwords are never easier to guess than 64 bits", async () => {
    await expect(
      perform(administrator, changeCredentialRules, {
        realm: account.slug,
        pattern: "{iccid}@{realm}",
        passwordLength: 12,
        alphabet: "digits",
        version: 0,
      }),
    ).rejects.toMatchObject({ fields: { passwordLength: expect.stringContaining("20 characters") } });
  });
});
