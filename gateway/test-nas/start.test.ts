import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findFreeradius } from "@/gateway/freeradius/start";
import { attributeOf } from "./asked";
import { type Attributes, HeldSessions } from "./sessions";
import { startTestNas, type TestNas } from "./start";

const freeradius = findFreeradius();
const missing = "missing" in freeradius ? freeradius.missing : null;
const secret = "of this NAS alone, 0123456789";

/** RFC 5176 section 3.5, in FreeRADIUS's words. */
const errorCauses: [number, string][] = [
  [201, "Residual-Context-Removed"],
  [202, "Invalid-EAP-Packet"],
  [401, "Unsupported-Attribute"],
  [402, "Missing-Attribute"],
  [403, "NAS-Identification-Mismatch"],
  [404, "Invalid-Request"],
  [405, "Unsupported-Service"],
  [406, "Unsupported-Extension"],
  [407, "Invalid-Attribute-Value"],
  [501, "Administratively-Prohibited"],
  [502, "Proxy-Request-Not-Routable"],
  [503, "Session-Context-Not-Found"],
  [504, "Session-Context-Not-Removable"],
  [505, "Proxy-Processing-Error"],
  [506, "Resources-Unavailable"],
  [507, "Request-Initiated"],
  [508, "Multiple-Session-Selection-Unsupported"],
];

describe.skipIf(missing)(`the test NAS${missing ? ` (skipped: ${missing})` : ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-test-nas-"));
  const told: Attributes[] = [];
  const sessions = new HeldSessions({ name: "pgw-1", address: "10.0.0.1" }, async (records) => {
    told.push(...records);
  });
  let nas: TestNas;
  let serial = 0;

  beforeAll(async () => {
    if ("missing" in freeradius) throw new Error(freeradius.missing);
    nas = await startTestNas(freeradius, { folder, name: "pgw-1", secret, sessions, endsAfter: 10 });
  });

  afterAll(async () => {
    await nas?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function begun(): Promise<string> {
    serial += 1;
    const id = `s-${serial}`;
    await sessions.begin(id, { "User-Name": `meter-${serial}@north` });
    return id;
  }

  const statuses = (id: string) =>
    told.filter((each) => each["Acct-Session-Id"] === id).map((each) => each["Acct-Status-Type"]);

  /** What radclient, a client that is not ours, hears. */
  async function ask(
    lines: string[],
    { secret: with_ = secret, signed = true, wait = 2 } = {},
  ): Promise<{ answer: string; errorCause?: string | undefined; took: number }> {
    const began = Date.now();
    const args = ["-x", "-r", "1", "-t", String(wait), `127.0.0.1:${nas.port}`, "disconnect", with_];
    const child = spawn("missing" in freeradius ? "" : freeradius.radclient, args, {
      stdio: ["pipe", "pipe", "ignore"],
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stdin.end(`${[...(signed ? ["Message-Authenticator = 0x00"] : []), ...lines].join("\n")}\n`);
    await once(child, "exit");
    return {
      answer: /Received (Disconnect-\w+)/.exec(said)?.[1] ?? "nothing",
      errorCause: /Error-Cause = (\S+)/.exec(said)?.[1],
      took: Date.now() - began,
    };
  }

  const disconnect = (id: string, wait?: number) => ask([`Acct-Session-Id = "${id}"`], wait ? { wait } : {});

  it("acknowledges, and the session ends by Admin-Reset", async () => {
    const id = await begun();
    expect((await disconnect(id)).answer).toBe("Disconnect-ACK");
    await vi.waitFor(() => expect(statuses(id)).toEqual(["Start", "Stop"]));
    expect(told.at(-1)).toMatchObject({
      "Acct-Terminate-Cause": "Admin-Reset",
      "User-Name": "meter-1@north",
    });
    expect(await disconnect(id)).toMatchObject({
      answer: "Disconnect-NAK",
      errorCause: "Session-Context-Not-Found",
    });
  });

  it("records what it was asked, in the order of the packet", async () => {
    const id = await begun();
    await ask([
      'User-Name = "a \\"quoted\\", name@north"',
      `Acct-Session-Id = "${id}"`,
      'NAS-Identifier = "pgw-1"',
      "Framed-IP-Address = 10.64.0.9",
      'Event-Timestamp = "Nov 23 2026 01:00:00 UTC"',
    ]);
    const last = nas.asked.at(-1);
    expect(last?.kind).toBe("Disconnect-Request");
    expect(last?.attributes.map(([name]) => name)).toEqual([
      "Message-Authenticator",
      "User-Name",
      "Acct-Session-Id",
      "NAS-Identifier",
      "Framed-IP-Address",
      "Event-Timestamp",
    ]);
    expect(last && attributeOf(last, "User-Name")).toBe('a "quoted", name@north');
    expect(last && attributeOf(last, "Framed-IP-Address")).toBe("10.64.0.9");
  });

  it("does not hear what is not signed, or signed with another secret", async () => {
    const id = await begun();
    const before = nas.asked.length;
    const line = [`Acct-Session-Id = "${id}"`];
    const heard = await Promise.all([
      ask(line, { signed: false, wait: 1 }),
      ask(line, { secret: "another", wait: 1 }),
    ]);
    expect(heard.map((each) => each.answer)).toEqual(["nothing", "nothing"]);
    expect(nas.asked.length).toBe(before);
    expect(sessions.has(id)).toBe(true);
  });

  it("refuses a request for another NAS", async () => {
    const id = await begun();
    const heard = await ask([`Acct-Session-Id = "${id}"`, 'NAS-Identifier = "pgw-2"']);
    expect(heard).toMatchObject({ answer: "Disconnect-NAK", errorCause: "NAS-Identification-Mismatch" });
    expect(sessions.has(id)).toBe(true);
  });

  it("acknowledges and keeps talking", async () => {
    const id = await begun();
    nas.behave("keeps talking", id);
    expect((await disconnect(id)).answer).toBe("Disconnect-ACK");
    await sessions.goOn(id);
    expect(statuses(id)).toEqual(["Start", "Interim-Update"]);
  });

  it.each(errorCauses)("refuses with Error-Cause %i", async (errorCause, name) => {
    const id = await begun();
    nas.behave({ refuses: errorCause }, id);
    expect(await disconnect(id)).toMatchObject({ answer: "Disconnect-NAK", errorCause: name });
    expect(sessions.has(id)).toBe(true);
  });

  it("stays silent", async () => {
    const id = await begun();
    nas.behave("silent", id);
    expect((await disconnect(id, 1)).answer).toBe("nothing");
    expect(nas.asked.at(-1)?.attributes.at(-1)).toEqual(["Acct-Session-Id", id]);
  });

  it("answers late", async () => {
    const id = await begun();
    nas.behave({ late: 1.5 }, id);
    const heard = await disconnect(id, 10);
    expect(heard.answer).toBe("Disconnect-ACK");
    expect(heard.took).toBeGreaterThan(1_400);
    await vi.waitFor(() => expect(statuses(id)).toEqual(["Start", "Stop"]));
  });

  it("restarts without its sessions", async () => {
    const id = await begun();
    nas.behave("restarts", id);
    expect((await disconnect(id, 1)).answer).toBe("nothing");
    await vi.waitFor(() => expect(told.at(-1)?.["Acct-Status-Type"]).toBe("Accounting-On"), 20_000);
    nas.behave("honest", id);
    expect(await disconnect(id)).toMatchObject({ errorCause: "Session-Context-Not-Found" });
  });
});
