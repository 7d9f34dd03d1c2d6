import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { beforeEach, describe, expect, it } from "vitest";
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
import { writings } from "@/lib/credentials/download-formats";
import { fetchDownload } from "@/lib/credentials/fetch-download";
import { generateCredential, rotateCredential } from "@/lib/credentials/generate-credential";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { prepareDownload, previewDownload } from "@/lib/credentials/prepare-download";
import { revealCredential } from "@/lib/credentials/reveal-credential";
import { encryptWithAge, isAgeKey } from "@/lib/kernel/age";
import { perform } from "@/lib/operation/perform";
import { expireDownloads } from "@/worker/expire-downloads";

let account: TestAccount;
let person: Member;
let north: TestGroup;
let south: TestGroup;
let devices: string[];

const signedIn = async (member: Member): Promise<Member> => ({
  ...member,
  sessionId: await fillSession(member.userId),
});

beforeEach(async () => {
  account = await makeAccount(`down-${randomBytes(4).toString("hex")}`);
  person = await signedIn(await makeAdministrator(account));
  [north, south] = [await makeGroup(account, "North"), await makeGroup(account, "South")];
  devices = [await makeDevice(account, "meter 1", [north]), await makeDevice(account, "meter 2", [south])];
  for (const deviceId of devices) await perform(person, generateCredential, { deviceId });
});

const asked = { format: "csv", encryptTo: { kind: "passphrase" }, reason: "modems on site" } as const;
const prepare = (who = person, more: object = {}) =>
  perform(who, prepareDownload, { ...asked, what: { deviceIds: devices }, ...more });
const fetchIt = (who: Member, { id, passphrase }: { id: string; passphrase: string | null }) =>
  perform(who, fetchDownload, { downloadId: id, passphrase: passphrase ?? "" });
const events = async (action: string) =>
  asSuperuser<{ detail: Record<string, unknown>; actor_label: string }>(
    "select detail, actor_label from audit_event where account_id = $1 and action = $2",
    [account.id, action],
  );
const givenOut = async () =>
  asSuperuser<{ device_id: string; given_out_at: Date | null; given_out_by_label: string | null }>(
    "select device_id, given_out_at, given_out_by_label from device_credential where account_id = $1",
    [account.id],
  );

describe("a file of credentials", () => {
  it("has the passwords that are good, marks them as given out, and is recorded from asking to leaving", async () => {
    const promised = await prepare();
    expect(promised).toMatchObject({ total: 2, leftOut: 0 });
    expect(promised.passphrase).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/);
    const { content, name, next } = await fetchIt(person, promised);
    expect(name).toMatch(/^credentials-down-[0-9a-f]+-\d{4}-\d\d-\d\d\.csv\.age$/);
    expect(next).toBeNull();
    const [head, ...lines] = content.trimEnd().split("\r\n");
    expect(head).toBe("device,iccid,username,password");
    expect(lines).toHaveLength(2);
    const { rows } = await perform(person, listCredentials, {});
    for (const { credential, label } of rows) {
      const { password } = await perform(person, revealCredential, {
        credentialId: credential?.id ?? "",
        reason: "to compare",
      });
      const line = lines.find((each) => each.startsWith(`${label},`));
      expect(line?.split(",").slice(2)).toEqual([credential?.username, password]);
      expect(credential).toMatchObject({ givenOutBy: person.label, givenOutAt: expect.any(String) });
    }
    expect((await events("credential.download_requested"))[0]?.detail).toMatchObject({
      count: 2,
      reason: asked.reason,
    });
    expect((await events("credential.download_fetched"))[0]?.detail).toMatchObject({ download: promised.id });
    expect((await events("credential.given_out"))[0]?.detail).toMatchObject({ count: 2 });
  });

  it("leaves once", async () => {
    const promised = await prepare();
    const [one, two] = await Promise.allSettled([fetchIt(person, promised), fetchIt(person, promised)]);
    expect([one?.status, two?.status].sort()).toEqual(["fulfilled", "rejected"]);
    await expect(fetchIt(person, promised)).rejects.toMatchObject({ code: "expired" });
    for (const after of devices)
      await expect(
        perform(person, fetchDownload, {
          downloadId: promised.id,
          passphrase: promised.passphrase ?? "",
          after,
        }),
      ).rejects.toMatchObject({ code: "expired" });
  });

  it("cannot be fetched again where it broke off", async () => {
    const promised = await prepare();
    await fetchIt(person, promised);
    await asSuperuser("update credential_download set finished_at = null, reached = $2 where id = $1", [
      promised.id,
      devices[0],
    ]);
    await expect(fetchIt(person, promised)).rejects.toMatchObject({ code: "expired" });
  });

  it("is fetched by nobody else, in no other session, and with no other passphrase", async () => {
    const promised = await prepare();
    const colleague = await signedIn(await makeMember(account, ["credential.reveal"]));
    const elsewhere = await signedIn(person);
    const { sessionId: _, ...job } = person;
    for (const who of [colleague, elsewhere, { ...colleague, sessionId: person.sessionId }, job])
      await expect(fetchIt(who, promised)).rejects.toMatchObject({ code: "not_found" });
    for (const passphrase of ["", "wrong", `${promised.passphrase}x`])
      await expect(fetchIt(person, { ...promised, passphrase })).rejects.toMatchObject({ code: "not_found" });
    expect((await givenOut()).every((each) => each.given_out_at === null)).toBe(true);
    await expect(fetchIt(person, promised)).resolves.toBeDefined();
    await expect(prepare(job)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is gone after fifteen minutes, which is recorded once", async () => {
    const promised = await prepare();
    await asSuperuser(
      "update credential_download set expires_at = now() - interval '1 second' where id = $1",
      [promised.id],
    );
    await expect(fetchIt(person, promised)).rejects.toMatchObject({
      code: "expired",
      message: expect.stringContaining("not fetched in time"),
    });
    const fetched = await prepare();
    await fetchIt(person, fetched);
    await Promise.all([expireDownloads(), expireDownloads()]);
    await expireDownloads();
    const expired = await events("credential.download_expired");
    expect(expired.map(({ detail }) => detail.download)).toEqual([promised.id]);
    expect(expired[0]?.actor_label).toBe("Cordon");
  });

  it("asks for a fresh proof when it is asked for and when it is fetched", async () => {
    const promised = await prepare();
    const stale = {
      ...person,
      prover: {
        proof: { at: new Date(Date.now() - 6 * 60_000), with: "app" as const },
        factors: ["app" as const],
        phishingResistant: false,
      },
    };
    await expect(prepare(stale)).rejects.toMatchObject({ code: "step_up_required" });
    await expect(fetchIt(stale, promised)).rejects.toMatchObject({ code: "step_up_required" });
    await expect(prepare(person, { reason: "" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("has only what is in the groups of who asks, also when the groups change before it is fetched", async () => {
    const limited = await signedIn(await makeMember(account, ["credential.reveal"], [north.no]));
    const promised = await prepare(limited);
    expect(promised).toMatchObject({ total: 1, leftOut: 1 });
    const all = await prepare(limited, { what: { matching: {} } });
    expect(all.total).toBe(1);
    expect((await fetchIt(limited, promised)).content).not.toContain("meter 2");
    await expect(prepare(limited, { what: { deviceIds: devices.slice(1) } })).rejects.toMatchObject({
      code: "not_found",
    });
    const moved = { ...limited, scopes: new Map([["credential.reveal" as const, [south.no]]]) };
    const { content } = await fetchIt(moved, all);
    expect(content).toContain("meter 2");
    expect(content).not.toContain("meter 1");
  });

  it("can leave out what was given out before, and says how much that is", async () => {
    const what = { deviceIds: devices };
    await fetchIt(person, await prepare(person, { what: { deviceIds: devices.slice(0, 1) } }));
    expect(await perform(person, previewDownload, { what })).toEqual({
      total: 2,
      givenOut: 1,
      leftOut: 0,
      keptOneWay: 0,
      oneWay: false,
    });
    const { content } = await fetchIt(person, await prepare(person, { onlyNew: true }));
    expect(content).not.toContain("meter 1");
    await expect(prepare(person, { onlyNew: true })).rejects.toMatchObject({ code: "invalid" });
    // a new password was given to nobody yet
    await perform(person, rotateCredential, { deviceId: devices[0] ?? "", overlap: { kind: "none" } });
    expect(await perform(person, previewDownload, { what })).toMatchObject({ givenOut: 1 });
  });

  it("has what one work made", async () => {
    const bulkActionId = "01990000-0000-7000-8000-000000000000";
    await asSuperuser("update device_credential set bulk_action_id = $2 where device_id = $1", [
      devices[0],
      bulkActionId,
    ]);
    const { content } = await fetchIt(person, await prepare(person, { what: { bulkActionId } }));
    expect(content.split("\r\n")).toHaveLength(3);
    expect(content).toContain("meter 1");
  });

  it("leaves no password and no passphrase in any table, answer of a refusal or line of the log", async () => {
    const promised = await prepare();
    const { content } = await fetchIt(person, promised);
    const secrets = content
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(",")[3] ?? "");
    secrets.push(promised.passphrase ?? "");
    const tables = await asSuperuser<{ name: string }>(
      `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and (n.nspname in ('public', 'pgboss') or c.relname = 'job_common')`,
    );
    for (const { name } of tables) {
      const rows = await asSuperuser<{ line: string }>(`select t::text as line from ${name} t`);
      const dump = rows.map(({ line }) => line).join("\n");
      for (const secret of secrets) {
        expect(dump.includes(secret), name).toBe(false);
        expect(dump.includes(Buffer.from(secret).toString("hex")), name).toBe(false);
      }
    }
  });
});

describe("what a file is written in", () => {
  const line = {
    label: "meter",
    iccid: "8931000000000000001",
    id: "x",
    username: "a@b",
    password: "pw",
    auth: "chap",
  } as const;

  it("runs nothing in a spreadsheet, and no name of a device breaks out of its line", () => {
    const hostile = ['=HYPERLINK("http://x")', "+1", "-1", "@x", "\t=1", 'a"b,c', "a\nb", "＝1"];
    for (const label of hostile) {
      const written = writings.csv.line({ ...line, label });
      const first = written.replace(/^"/, "");
      expect(first, label).not.toMatch(/^\s*[=+\-@＝]/);
      expect(written.endsWith(",8931000000000000001,a@b,pw\r\n")).toBe(true);
    }
    for (const format of ["at", "uci", "ppp", "routeros"] as const)
      for (const label of [
        ...hostile,
        "x\nAT+CFUN=0",
        "x\r\n/system reboot",
        "$(reboot)",
        "`reboot`",
        "'; reboot",
      ]) {
        const commands = writings[format]
          .line({ ...line, label })
          .split("\n")
          .filter((each) => each !== "" && !each.startsWith("#"));
        expect(commands, label).toEqual(
          writings[format]
            .line(line)
            .split("\n")
            .filter((each) => each !== "" && !each.startsWith("#")),
        );
      }
  });

  it("gives each its own commands", () => {
    expect(writings.at.line(line)).toContain('AT+CGAUTH=1,2,"a@b","pw"\n');
    expect(writings.uci.line(line)).toContain("uci set network.wwan.password='pw'\n");
    expect(writings.ppp.line(line)).toContain('"a@b" * "pw" *\n');
    expect(writings.routeros.line(line)).toContain('authentication=chap user="a@b" password="pw"\n');
  });

  it("has no device sign on with CHAP whose password is kept one way", () => {
    const oneWay = { ...line, auth: "pap" } as const;
    expect(writings.at.line(oneWay)).toContain('AT+CGAUTH=1,1,"a@b","pw"\n');
    expect(writings.uci.line(oneWay)).toContain("uci set network.wwan.auth='pap'\n");
    expect(writings.ppp.line(oneWay)).toContain('# PAP only\n"a@b" * "pw" *\n');
    expect(writings.routeros.line(oneWay)).toContain("authentication=pap ");
  });
});

describe("the encryption", () => {
  async function* portions() {
    for (let index = 0; index < 50; index++) yield `${index},${"x".repeat(4_000)}\r\n`;
  }
  const plain = async () => {
    let text = "";
    for await (const portion of portions()) text += portion;
    return text;
  };
  const bytes = async (stream: ReadableStream<Uint8Array>) =>
    new Uint8Array(await new Response(stream).arrayBuffer());

  it("opens for its passphrase or its key alone, and not when it breaks off", async () => {
    const closed = await bytes(await encryptWithAge({ passphrase: "abcde-fghij" }, portions()));
    const open = new Decrypter();
    open.addPassphrase("abcde-fghij");
    expect(await open.decrypt(closed, "text")).toBe(await plain());
    await expect(open.decrypt(closed.subarray(0, -70_000), "text")).rejects.toThrow();
    const wrong = new Decrypter();
    wrong.addPassphrase("abcde-fghik");
    await expect(wrong.decrypt(closed, "text")).rejects.toThrow();
    const [own, others] = [await generateX25519Identity(), await generateX25519Identity()];
    const key = await identityToRecipient(own);
    const forKey = await bytes(await encryptWithAge({ key }, portions()));
    const [mine, theirs] = [new Decrypter(), new Decrypter()];
    mine.addIdentity(own);
    theirs.addIdentity(others);
    expect(await mine.decrypt(forKey, "text")).toBe(await plain());
    await expect(theirs.decrypt(forKey, "text")).rejects.toThrow();
    expect(isAgeKey(key)).toBe(true);
    for (const not of [
      own,
      "",
      "age1",
      key.slice(0, -1),
      `${key.slice(0, -1)}${key.endsWith("q") ? "p" : "q"}`,
    ])
      expect(isAgeKey(not), not).toBe(false);
  });

  it("is opened by age's own program", async ({ skip }) => {
    if (spawnSync("age", ["--version"]).error) skip("age is not installed (Debian: age)");
    const folder = mkdtempSync(join(tmpdir(), "cordon-age-"));
    try {
      const own = await generateX25519Identity();
      const closed = await bytes(await encryptWithAge({ key: await identityToRecipient(own) }, portions()));
      writeFileSync(join(folder, "key"), `${own}\n`, { mode: 0o600 });
      writeFileSync(join(folder, "file.csv.age"), closed);
      const opened = spawnSync("age", ["-d", "-i", join(folder, "key"), join(folder, "file.csv.age")], {
        encoding: "utf8",
      });
      expect(opened.stderr).toBe("");
      expect(opened.stdout).toBe(await plain());
      writeFileSync(
        join(folder, "pass.csv.age"),
        await bytes(await encryptWithAge({ passphrase: "abcde-fghij" }, portions())),
      );
      // it reads a passphrase from a terminal only, which script(1) gives it
      const typed = spawnSync(
        "script",
        ["-qec", `age -d -o ${join(folder, "out")} ${join(folder, "pass.csv.age")}`, "/dev/null"],
        { input: "abcde-fghij\n", encoding: "utf8" },
      );
      expect(typed.status, typed.stdout).toBe(0);
      expect(spawnSync("cat", [join(folder, "out")], { encoding: "utf8" }).stdout).toBe(await plain());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
