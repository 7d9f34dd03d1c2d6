import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { withWorkerDb } from "@/db/jobs";
import {
  asSuperuser,
  makeAccount,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import { giveCredential } from "@/db/testing/give-credential";
import { queuedMails } from "@/db/testing/queued-mails";
import { findFreeradius } from "@/gateway/freeradius/start";
import { attributeOf } from "@/gateway/test-nas/asked";
import type { Behaviour } from "@/gateway/test-nas/behaviour";
import { type Attributes, HeldSessions } from "@/gateway/test-nas/sessions";
import { startTestNas, type TestNas } from "@/gateway/test-nas/start";
import type { Member } from "@/lib/access/actor";
import { parseRecord } from "@/lib/accounting/parse-record";
import { recordAccounting } from "@/lib/accounting/record-accounting";
import { authenticate } from "@/lib/authentication/authenticate";
import { countSignOns } from "@/lib/authentication/count-sign-ons";
import { keepWatch } from "@/lib/authentication/keep-watch";
import { startIsolating } from "@/lib/bulk/start-bulk-action";
import { askNas, notInstalled } from "@/lib/containment/ask-nas";
import type { Containment } from "@/lib/containment/containment";
import { errorCauses } from "@/lib/containment/error-causes";
import { getContainment } from "@/lib/containment/get-containment";
import { listContainments } from "@/lib/containment/list-containments";
import type { Answer } from "@/lib/containment/read-answers";
import { retryDisconnect } from "@/lib/containment/retry-disconnect";
import { writeRequest } from "@/lib/containment/write-request";
import { isolateDevice } from "@/lib/devices/isolate-device";
import { releaseDevice } from "@/lib/devices/release-device";
import { resumeDevice } from "@/lib/devices/resume-device";
import { suspendDevice } from "@/lib/devices/suspend-device";
import { terminateDevice } from "@/lib/devices/terminate-device";
import { newId } from "@/lib/kernel/id";
import { unpackPayload } from "@/lib/kernel/task-payload";
import { sealNasSecret } from "@/lib/nas/seal-secret";
import { perform } from "@/lib/operation/perform";
import { type EndSessions, endSessions } from "@/worker/end-sessions";
import { runBulkAction } from "@/worker/run-bulk-action";
import { tellGaveUpTask } from "@/worker/tell-gave-up";
import { keepWatching, watchContainments } from "@/worker/watch-containments";

process.env.CONTAINMENT_WATCH_SECONDS = "3";
process.env.CONTAINMENT_BACK_OFF = "0.3,0.3";
const ASKED_AT_MOST = 3;

const freeradius = findFreeradius();
const missing = "missing" in freeradius ? freeradius.missing : null;
const clock = () => Math.floor(Date.now() / 1000);

describe.skipIf(missing)(`ending sessions on a real NAS${missing ? ` (skipped: ${missing})` : ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-containment-"));
  const name = "pgw-1";
  const secret = `of this NAS alone ${randomBytes(9).toString("hex")}`;
  let gatewayId: string;
  let account: TestAccount;
  let north: TestGroup;
  let south: TestGroup;
  let admin: Member;
  let nas: TestNas;
  let working: EndSessions;
  let watching: { stop(): Promise<void> };

  const tell = async (records: readonly Attributes[]) => {
    const now = Date.now() / 1000;
    const parsed = records.map((record) => parseRecord(record, now));
    const good = parsed.filter((each) => !("unusable" in each));
    expect(good.length).toBe(parsed.length);
    await recordAccounting(gatewayId, good as Parameters<typeof recordAccounting>[1], now);
  };
  const sessions = new HeldSessions({ name, address: "10.0.0.1" }, tell);

  beforeAll(async () => {
    if ("missing" in freeradius) throw new Error(freeradius.missing);
    account = await makeAccount("contained");
    [north, south] = [await makeGroup(account, "North"), await makeGroup(account, "South")];
    admin = await makeMember(account, [
      "device.view",
      "device.isolate",
      "device.suspend",
      "device.terminate",
      "device.activate",
    ]);
    gatewayId = newId();
    await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
      gatewayId,
      randomBytes(32),
    ]);
    nas = await startTestNas(freeradius, { folder, name, secret, sessions, endsAfter: 10 });
    await register(name, nas.port, secret);
    [working, watching] = [endSessions(), keepWatching()];
  }, 30_000);

  afterAll(async () => {
    await Promise.all([working?.stop(), watching?.stop(), nas?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  async function register(of: string, port: number, sharedSecret: string, pace = 1_000): Promise<string> {
    const id = newId();
    const { sealed, keyVersion } = sealNasSecret(id, sharedSecret);
    await asSuperuser(
      `insert into nas (id, gateway_id, name, disconnect_address, disconnect_port, disconnect_secret_sealed,
         disconnect_key_version, disconnect_secret_set_at, disconnects_per_second)
       values ($1, $2, $3, '127.0.0.1', $4, $5, $6, now(), $7)`,
      [id, gatewayId, of, port, sealed, keyVersion, pace],
    );
    return id;
  }

  let serial = 0;

  /** A device with a session on the NAS. */
  async function online(
    behaviour: Behaviour = "honest",
    { groups = [] as TestGroup[], more = {} as Attributes, id = `s-${++serial}` } = {},
  ) {
    const label = `device ${++serial}`;
    const deviceId = await makeDevice(account, label, groups);
    const [row] = await asSuperuser<{ imsi: string }>("select imsi from device where id = $1", [deviceId]);
    const imsi = row?.imsi ?? "";
    nas.behave(behaviour, id);
    await sessions.begin(id, {
      "User-Name": `${label.replace(" ", "-")}@north`,
      "3GPP-IMSI": imsi,
      "Framed-IP-Address": "10.64.0.7",
      "Acct-Interim-Interval": 1,
      ...more,
    });
    return { deviceId, imsi, id, label };
  }

  const isolate = (deviceId: string, actor = admin) =>
    perform(actor, isolateDevice, { deviceId, reason: "sends to a stranger" });

  const look = async (deviceId: string): Promise<Containment> => {
    const { current } = await perform(admin, getContainment, { deviceId });
    if (!current) throw new Error("It is not contained");
    return current;
  };

  const until = (deviceId: string, fits: (found: Containment) => boolean, timeout = 15_000) =>
    vi.waitFor(
      async () => {
        const found = await look(deviceId);
        if (!fits(found))
          throw new Error(`It is ${found.status}: ${JSON.stringify([found.sessions, found.events])}`);
        return found;
      },
      { timeout, interval: 100 },
    );

  const kinds = (found: Containment) => found.events.map(({ kind }) => kind);
  const timesAsked = (id: string) =>
    nas.asked.filter((each) => attributeOf(each, "Acct-Session-Id") === id).length;

  /** An interim update as the NAS made it at a time of its own. */
  const interim = (of: { id: string; imsi: string }, at: number) =>
    tell([
      {
        "Acct-Status-Type": "Interim-Update",
        "Acct-Session-Id": of.id,
        "NAS-Identifier": name,
        "3GPP-IMSI": of.imsi,
        "Event-Timestamp": at,
        "Acct-Input-Octets": at % 1_000_000,
      },
    ]);

  it("is proven step by step: asked, acknowledged, ended, stayed away", async () => {
    const device = await online();
    await isolate(device.deviceId);
    const found = await until(device.deviceId, ({ status }) => status === "away");
    expect(kinds(found)).toEqual(
      expect.arrayContaining(["contained", "asked", "acknowledged", "session_ended"]),
    );
    expect(kinds(found).at(-1)).toBe("stayed_away");
    const ended = found.events.find(({ kind }) => kind === "session_ended");
    expect(ended?.attributes).toMatchObject({ "Acct-Terminate-Cause": "Admin-Reset" });
    expect(found.sessions).toMatchObject([{ status: "ended", endedBy: "stop", attempts: 1 }]);
    const asked = nas.asked.find((each) => attributeOf(each, "Acct-Session-Id") === device.id);
    expect(asked?.kind).toBe("Disconnect-Request");
    expect(asked?.attributes[0]?.[0]).toBe("Message-Authenticator");
    expect(Object.fromEntries(asked?.attributes ?? [])).toMatchObject({
      "User-Name": `${device.label.replace(" ", "-")}@north`,
      "NAS-Identifier": name,
      "NAS-IP-Address": "10.0.0.1",
      "Framed-IP-Address": "10.64.0.7",
      "3GPP-IMSI": device.imsi,
    });
    const [audited] = await asSuperuser<{ action: string; actor_label: string }>(
      "select action, actor_label from audit_event where target_id = $1 order by id desc limit 1",
      [device.deviceId],
    );
    expect(audited).toEqual({ action: "device.stayed_away", actor_label: "Cordon" });
  }, 30_000);

  it("says in red that an acknowledged session goes on, and is not misled by what was on its way", async () => {
    const device = await online("keeps talking");
    await isolate(device.deviceId);
    const found = await until(device.deviceId, (each) => kinds(each).includes("acknowledged"));
    const acknowledged = Math.floor(Date.parse(found.sessions[0]?.acknowledgedAt ?? "") / 1000);
    // made before the answer, and arriving after it
    await interim(device, acknowledged - 1);
    await sleep(1_500);
    expect((await look(device.deviceId)).status).toBe("ending");
    await interim(device, acknowledged + 7);
    const red = await until(device.deviceId, ({ status }) => status === "still_sending");
    expect(kinds(red)).toContain("still_sending");
    // asked again it is honest
    nas.behave("honest", device.id);
    await perform(admin, retryDisconnect, { deviceId: device.deviceId });
    await until(device.deviceId, ({ status }) => status === "watching" || status === "away", 20_000);
  }, 40_000);

  it("takes each Error-Cause for what it is", async () => {
    const devices = new Map<number, Awaited<ReturnType<typeof online>>>();
    for (const code of Object.keys(errorCauses).map(Number))
      devices.set(code, await online({ refuses: code }, { more: { "Acct-Interim-Interval": 4 } }));
    for (const { deviceId } of devices.values()) await isolate(deviceId);
    for (const [code, device] of devices) {
      const cause = errorCauses[code];
      if (cause?.next === "gone") {
        const found = await until(
          device.deviceId,
          ({ status }) => status === "watching" || status === "away",
        );
        expect(found.sessions[0]).toMatchObject({
          status: "ended",
          endedBy: "silence",
          errorCause: { code, words: cause.words, advice: cause.advice },
        });
        expect(timesAsked(device.id)).toBe(1);
        continue;
      }
      const found = await until(device.deviceId, ({ status }) => status === "gave_up");
      expect([code, found.sessions[0]?.errorCause?.code]).toEqual([code, code]);
      expect(found.events.find(({ kind }) => kind === "refused")?.words).toContain(cause?.words);
      expect(found.events.at(-1)).toMatchObject({ kind: "gave_up" });
      const times = { again: ASKED_AT_MOST, plainer: 2, never: 1, gone: 1 }[cause?.next ?? "never"];
      expect([code, timesAsked(device.id)]).toEqual([code, times]);
    }
    const plain = nas.asked.filter((each) => attributeOf(each, "Acct-Session-Id") === devices.get(401)?.id);
    expect(plain[1]?.attributes.map(([each]) => each)).toEqual([
      "Message-Authenticator",
      "User-Name",
      "Acct-Session-Id",
      "NAS-Identifier",
    ]);
  }, 60_000);

  it("gives up loudly on a NAS that says nothing: event, activity log and a mail to who asked", async () => {
    const asker = await makeMember(account, ["device.view", "device.isolate"], [north.no]);
    const device = await online("silent", { groups: [north] });
    await isolate(device.deviceId, asker);
    const found = await until(device.deviceId, ({ status }) => status === "gave_up", 25_000);
    expect(kinds(found).filter((kind) => kind === "no_answer")).toHaveLength(ASKED_AT_MOST);
    const [audited] = await asSuperuser(
      "select action from audit_event where target_id = $1 and action = 'device.disconnect_gave_up'",
      [device.deviceId],
    );
    expect(audited).toBeDefined();
    await tellGaveUps();
    const [mail] = await queuedMails(asker.email);
    expect(mail?.text).toContain(device.label);
    expect(mail?.text).not.toContain(secret);
  }, 40_000);

  it("writes nothing to who asked once she may not see the device any more", async () => {
    const asker = await makeMember(account, ["device.view", "device.isolate"], [south.no]);
    const device = await online({ refuses: 501 }, { groups: [south] });
    await isolate(device.deviceId, asker);
    await until(device.deviceId, ({ status }) => status === "gave_up");
    await asSuperuser("update role_grant set revoked_at = now() where membership_id = $1", [
      asker.membershipId,
    ]);
    await tellGaveUps();
    expect(await queuedMails(asker.email)).toEqual([]);
  }, 30_000);

  async function tellGaveUps(): Promise<void> {
    const jobs = await asSuperuser<{ data: unknown }>(
      "delete from pgboss.job where name = 'tell-gave-up' returning data",
    );
    for (const { data } of jobs) await tellGaveUpTask(unpackPayload("tell-gave-up", data));
  }

  it("takes a session for over whose NAS answers too late, once it hears of its end", async () => {
    const device = await online({ late: 4 });
    await isolate(device.deviceId);
    const found = await until(device.deviceId, (each) => kinds(each).includes("session_ended"));
    expect(kinds(found)).toContain("no_answer");
    expect(found.sessions[0]).toMatchObject({ status: "ended", endedBy: "stop" });
    expect(found.sessions[0]?.nextAttemptAt).toBeNull();
  }, 30_000);

  it("hears a restart of the NAS as the end of its sessions", async () => {
    const device = await online("restarts");
    await sleep(1_100);
    await isolate(device.deviceId);
    const found = await until(device.deviceId, (each) => kinds(each).includes("session_ended"), 20_000);
    expect(found.sessions[0]).toMatchObject({ status: "ended", endedBy: "restart" });
  }, 40_000);

  it("tells a wrong secret from nothing else than silence, and gives up", async () => {
    await register("pgw-other-secret", nas.port, "not the secret of that NAS");
    const device = await online("honest", { more: { "NAS-Identifier": "pgw-other-secret" } });
    const before = nas.asked.length;
    await isolate(device.deviceId);
    await until(device.deviceId, ({ status }) => status === "gave_up", 25_000);
    expect(nas.asked.length).toBe(before);
  }, 40_000);

  it("says that nobody registered the NAS; registered and asked again, the session ends", async () => {
    const device = await online("honest", { more: { "NAS-Identifier": "pgw-unknown" } });
    await isolate(device.deviceId);
    const found = await until(device.deviceId, ({ status }) => status === "gave_up");
    expect(found.sessions[0]?.status).toBe("unknown_nas");
    expect(found.events.at(-1)?.words).toMatch(/not registered/);
    // the same machine under that name: it is asked as pgw-unknown and says that it is somebody else
    await register("pgw-unknown", nas.port, secret);
    await perform(admin, retryDisconnect, { deviceId: device.deviceId });
    const again = await until(device.deviceId, (each) => each.sessions[0]?.errorCause?.code === 403);
    expect(again.sessions[0]?.errorCause?.advice).toMatch(/NAS-Identifier/);
  }, 30_000);

  it("says loudly that radclient is missing", async () => {
    await working.stop();
    const device = await online();
    await isolate(device.deviceId);
    const without = endSessions("/nonexistent/radclient");
    const found = await until(device.deviceId, (each) => kinds(each).includes("no_answer"));
    await without.stop();
    working = endSessions();
    expect(found.events.find(({ kind }) => kind === "no_answer")?.words).toContain(notInstalled);
  }, 30_000);

  it("asks again what a worker that was killed had taken, and does no harm twice", async () => {
    await working.stop();
    const device = await online();
    await isolate(device.deviceId);
    const claim = (lease: string) =>
      withWorkerDb((db) =>
        sql`select id from claim_disconnects(now(), ${lease}::interval, 10, '{}'::text[])`.execute(db),
      );
    expect((await claim("1 second")).rows).toHaveLength(1);
    // taken: nobody else gets it before the lease is over
    expect((await claim("1 second")).rows).toHaveLength(0);
    await sessions.end(device.id);
    await sleep(1_000);
    working = endSessions();
    const found = await until(device.deviceId, ({ status }) => status === "watching" || status === "away");
    expect(found.sessions[0]?.endedBy).toBe("stop");
    expect(kinds(found).filter((kind) => kind === "session_ended")).toHaveLength(1);
  }, 30_000);

  it("asks each once with two workers at once, and at the pace of the NAS", async () => {
    const pace = 100;
    const count = 250;
    await asSuperuser("update nas set disconnects_per_second = $1 where name = $2", [pace, name]);
    const devices = [];
    for (let n = 0; n < count; n += 1) devices.push(await online("honest"));
    const other = endSessions();
    const began = Date.now();
    const { id } = await perform(admin, startIsolating, {
      selection: { deviceIds: devices.map(({ deviceId }) => deviceId) },
      reason: "all of them",
    });
    await runBulkAction({ accountId: account.id, userId: admin.userId, bulkActionId: id });
    await vi.waitFor(
      async () => {
        const { counts } = await perform(admin, listContainments, { bulkActionId: id });
        expect((counts.watching ?? 0) + (counts.away ?? 0)).toBe(count);
      },
      { timeout: 40_000, interval: 250 },
    );
    await other.stop();
    await asSuperuser("update nas set disconnects_per_second = 1000 where name = $1", [name]);
    for (const device of devices) expect([device.id, timesAsked(device.id)]).toEqual([device.id, 1]);
    const mine = new Set(devices.map((device) => device.id));
    const times = nas.asked
      .filter((each) => mine.has(attributeOf(each, "Acct-Session-Id") ?? "") && each.at.getTime() >= began)
      .map(({ at }) => at.getTime())
      .sort((a, b) => a - b);
    for (const [place, at] of times.entries()) {
      const within = times.slice(place).filter((other) => other < at + 1_000).length;
      // a fifth of a second's worth may go at once
      expect(within).toBeLessThanOrEqual(pace * 1.5);
    }
  }, 90_000);

  it("knows which answer is whose, among many in one call", async () => {
    const ids = Array.from({ length: 220 }, (_, n) => `many-${n}`);
    for (const [n, id] of ids.entries()) nas.behave(n % 3 === 0 ? { refuses: 501 } : { refuses: 504 }, id);
    const name = { nas: "pgw-1", userName: null, framedIp: null, nasAddress: null, imsi: null };
    const answers: Answer[] = [];
    for (let start = 0; start < ids.length; start += 55)
      answers.push(
        ...(await askNas(
          { address: "127.0.0.1", port: nas.port, secret },
          ids
            .slice(start, start + 55)
            .map((id) => writeRequest({ ...name, acctSessionId: id }, new Date(), false).text),
        )),
      );
    expect(answers.map((answer) => ("errorCause" in answer ? answer.errorCause : answer))).toEqual(
      ids.map((_, n) => (n % 3 === 0 ? 501 : 504)),
    );
  }, 30_000);

  it("is asked for once, however many ask at the same time", async () => {
    const device = await online();
    const answers = await Promise.allSettled([isolate(device.deviceId), isolate(device.deviceId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await until(device.deviceId, (each) => kinds(each).includes("acknowledged"));
    expect(timesAsked(device.id)).toBe(1);
  }, 30_000);

  it("sends nothing more once the device is released", async () => {
    const device = await online("silent");
    await isolate(device.deviceId);
    await vi.waitFor(() => expect(timesAsked(device.id)).toBe(1), { timeout: 5_000 });
    await perform(admin, releaseDevice, { deviceId: device.deviceId, reason: "was ours" });
    await sleep(5_000);
    expect(timesAsked(device.id)).toBe(1);
    const { current, past } = await perform(admin, getContainment, { deviceId: device.deviceId });
    expect(current).toBeNull();
    expect(past).toMatchObject([{ status: "released" }]);
    const [row] = await asSuperuser("select isolated from device where id = $1", [device.deviceId]);
    expect(row).toEqual({ isolated: false });
  }, 30_000);

  it("hears of a session that began all the same, in red, and ends that one too", async () => {
    const device = await online();
    await isolate(device.deviceId);
    await until(device.deviceId, ({ status }) => status === "away");
    const id = `s-${++serial}`;
    nas.behave("silent", id);
    await sessions.begin(id, { "3GPP-IMSI": device.imsi, "Acct-Interim-Interval": 1 });
    const red = await until(device.deviceId, ({ status }) => status === "still_sending");
    expect(red.events.at(-1)?.kind).not.toBe("stayed_away");
    expect(kinds(red)).toContain("new_session");
    nas.behave("honest", id);
    await until(device.deviceId, ({ status }) => status === "watching" || status === "away", 20_000);
  }, 40_000);

  it("refuses sign-ons from its commit on, tells how many, and gateways forget what they remembered", async () => {
    const device = await online();
    const given = await giveCredential(account, device.deviceId, `${device.deviceId}@contained`);
    const counts = countSignOns();
    const watch = keepWatch();
    const signOn = {
      userName: given.username,
      proof: { kind: "pap", password: Buffer.from(given.password) } as const,
      nas: [name],
      imsi: null,
      msisdn: null,
      imei: null,
    };
    const begun = watch.begin();
    const before = await authenticate(signOn, counts);
    if (!before.accept) throw new Error(before.reason);
    const memory = watch.remember(before.credential, begun);
    expect(memory).not.toBeNull();
    await isolate(device.deviceId);
    expect(await authenticate(signOn, counts)).toMatchObject({ accept: false, reason: "isolated" });
    const watched = await watch.ask(0);
    expect(watched.withdrawn.map(({ id }) => id)).toContain(given.id);
    await counts.stop();
    const found = await until(device.deviceId, (each) => each.signOnsRefused === 1);
    expect(found.events.find(({ kind }) => kind === "sign_on_refused")).toMatchObject({
      attributes: { "NAS-Identifier": name },
      detail: { times: 1, reasons: ["isolated"] },
    });
  }, 30_000);

  it("ends the sessions of a device that is suspended or terminated by the same road", async () => {
    const device = await online();
    const given = await giveCredential(account, device.deviceId, `${device.deviceId}@contained`);
    await perform(admin, suspendDevice, { deviceId: device.deviceId, reason: "unpaid" });
    expect(await until(device.deviceId, (each) => kinds(each).includes("session_ended"))).toMatchObject({
      cause: "suspended",
    });
    await perform(admin, isolateDevice, { deviceId: device.deviceId, reason: "and stolen" });
    expect(await look(device.deviceId)).toMatchObject({ cause: "isolated" });
    await perform(admin, releaseDevice, { deviceId: device.deviceId, reason: "found again" });
    // it is suspended still
    expect(await look(device.deviceId)).toMatchObject({ cause: "suspended" });
    await perform(admin, resumeDevice, { deviceId: device.deviceId });
    expect((await perform(admin, getContainment, { deviceId: device.deviceId })).current).toBeNull();
    await perform(admin, terminateDevice, {
      deviceId: device.deviceId,
      reason: "lost in the field",
      confirmation: device.label,
    });
    expect(await look(device.deviceId)).toMatchObject({ cause: "terminated" });
    const [credential] = await asSuperuser<{ revoked_at: Date | null }>(
      "select revoked_at from device_credential where id = $1",
      [given.id],
    );
    expect(credential?.revoked_at).not.toBeNull();
    await expect(
      perform(admin, isolateDevice, { deviceId: device.deviceId, reason: "again" }),
    ).rejects.toMatchObject({ code: "conflict" });
  }, 40_000);

  it.each([
    ["quotes and breaks", `a"b\\c', User-Name = "root", x`],
    ["an expansion", "%{exec:/bin/touch /tmp/owned}%{User-Name}"],
    ["comments and separators", `x # , Acct-Session-Id += "other"; ${"`id`"} $(id)`],
  ])(
    "names a session by %s exactly as it is called, and nothing else",
    async (_, hostile) => {
      const id = `${hostile} ${++serial}`;
      const device = await online("honest", { id, more: { "User-Name": hostile } });
      await isolate(device.deviceId);
      await until(device.deviceId, (each) => kinds(each).includes("session_ended"));
      const asked = nas.asked.filter((each) => attributeOf(each, "3GPP-IMSI") === device.imsi);
      expect(asked).toHaveLength(1);
      expect(asked[0]?.attributes.map(([each]) => each)).toEqual([
        "Message-Authenticator",
        "User-Name",
        "Acct-Session-Id",
        "NAS-Identifier",
        "NAS-IP-Address",
        "Framed-IP-Address",
        "3GPP-IMSI",
        "Event-Timestamp",
      ]);
      expect(attributeOf(asked[0] as (typeof asked)[number], "User-Name")).toBe(hostile);
      expect(attributeOf(asked[0] as (typeof asked)[number], "Acct-Session-Id")).toBe(id);
    },
    30_000,
  );

  it("asks with no more attributes for a name with line breaks, of which not all can be kept", async () => {
    const hostile = 'x"\n\nUser-Name = "root"\n\tNAS-Port = 7\0';
    const device = await online({ refuses: 503 }, { more: { "User-Name": hostile } });
    await isolate(device.deviceId);
    await until(device.deviceId, (each) => kinds(each).includes("acknowledged"));
    const asked = nas.asked.filter((each) => attributeOf(each, "3GPP-IMSI") === device.imsi);
    expect(asked.map((each) => each.attributes.map(([name]) => name))).toEqual([
      [
        "Message-Authenticator",
        "Acct-Session-Id",
        "NAS-Identifier",
        "NAS-IP-Address",
        "Framed-IP-Address",
        "3GPP-IMSI",
        "Event-Timestamp",
      ],
    ]);
  }, 30_000);

  it("shows the secret nowhere: not to other processes, not in events, not in the activity log", async () => {
    const device = await online("silent");
    await isolate(device.deviceId);
    await vi.waitFor(() => expect(timesAsked(device.id)).toBe(1), { timeout: 5_000 });
    const running = readdirSync("/proc")
      .filter((each) => /^\d+$/.test(each))
      .flatMap((pid) => {
        try {
          return [
            readFileSync(`/proc/${pid}/cmdline`, "latin1"),
            readFileSync(`/proc/${pid}/environ`, "latin1"),
          ];
        } catch {
          return [];
        }
      });
    expect(running.some((line) => line.includes("radclient\0-x"))).toBe(true);
    expect(running.filter((line) => line.includes(secret))).toEqual([]);
    await perform(admin, releaseDevice, { deviceId: device.deviceId, reason: "enough" });
    const [{ leaks } = { leaks: -1 }] = await asSuperuser<{ leaks: number }>(
      `select (select count(*) from containment_event where attributes::text || detail::text like $1)::int
         + (select count(*) from audit_event where detail::text like $1)::int as leaks`,
      [`%${secret}%`],
    );
    expect(leaks).toBe(0);
  }, 30_000);

  it("is a matter of the groups somebody sees: no row, no event, no session of others", async () => {
    const device = await online("honest", { groups: [south] });
    await isolate(device.deviceId);
    const technician = await makeMember(account, ["device.view", "device.isolate"], [north.no]);
    await expect(perform(technician, getContainment, { deviceId: device.deviceId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(isolate(device.deviceId, technician)).rejects.toMatchObject({ code: "not_found" });
    await expect(perform(technician, retryDisconnect, { deviceId: device.deviceId })).rejects.toMatchObject({
      code: "not_found",
    });
    const { rows, counts } = await perform(technician, listContainments, {});
    const [mine] = await asSuperuser<{ seen: number }>(
      `select count(*)::int as seen from containment c join device d on d.account_id = c.account_id and d.id = c.device_id
       where $1 = any(d.groups) and c.status not in ('released', 'superseded')`,
      [north.no],
    );
    expect(rows).toHaveLength(mine?.seen ?? -1);
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(mine?.seen);
    const stranger = await makeMember(await makeAccount("elsewhere"), ["device.view", "device.isolate"]);
    expect((await perform(stranger, listContainments, {})).rows).toEqual([]);
  }, 30_000);

  it("looks again at nothing that is not new", async () => {
    await vi.waitFor(
      async () => {
        await watchContainments(true);
        const { rows } = await withWorkerDb((db) =>
          sql`select * from containments_to_look_at(${new Date(clock() * 1_000)}, true, 100)`.execute(db),
        );
        expect(rows).toEqual([]);
      },
      { timeout: 15_000, interval: 500 },
    );
  }, 30_000);
});
