import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorkingQueue } from "@/db/jobs";
import { openQueue } from "@/db/queue";
import { asSuperuser } from "@/db/testing/estate";
import { newId } from "@/lib/kernel/id";
import { unpackPayload } from "@/lib/kernel/task-payload";
import type { TaskPayload } from "@/lib/kernel/tasks";
import { phoneAvailable } from "@/lib/phone/settings";
import { phoneReceiver } from "@/scripts/phone/receiver";
import { sendPhoneCode } from "@/worker/send-phone-code";

const credentials = { accountSid: "ACtest", authToken: "a-token-of-the-service" };
const service = phoneReceiver(credentials);
const server = createServer((request, response) => void service.handle(request, response));

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  process.env.PHONE_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.PHONE_ACCOUNT_SID = credentials.accountSid;
  process.env.PHONE_AUTH_TOKEN = credentials.authToken;
  process.env.PHONE_FROM = "+4930123456";
  expect(phoneAvailable()).toBe(true);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  service.received.length = 0;
  service.next.length = 0;
});

const code = "490217";
const to = "+4915112345678";

async function awaitedCode(
  channel: "text" | "call",
  lives = "10 minutes",
): Promise<TaskPayload<"send-phone-code">> {
  const [user, session, phone, codeId] = [newId(), newId(), newId(), newId()];
  await asSuperuser("insert into app_user (id, email, name) values ($1, $2, 'A')", [
    user,
    `${user}@example.test`,
  ]);
  await asSuperuser(
    `insert into session (id, token_hash, user_id, expires_at, complete)
     values ($1, gen_random_uuid()::text::bytea, $2, now() + interval '1 hour', false)`,
    [session, user],
  );
  await asSuperuser("insert into phone (id, user_id, number, last_digits) values ($1, $2, 'sealed', '78')", [
    phone,
    user,
  ]);
  await asSuperuser(
    `insert into phone_code (id, session_id, user_id, phone_id, channel, hash, expires_at)
     values ($1, $2, $3, $4, $5, '', now() + $6::interval)`,
    [codeId, session, user, phone, channel, lives],
  );
  return { codeId, to, channel, code };
}

const noted = async ({ codeId }: { codeId: string }) => {
  const [row] = await asSuperuser<{ sent: boolean; failed: boolean }>(
    "select sent_at is not null as sent, failed_at is not null as failed from phone_code where id = $1",
    [codeId],
  );
  return row;
};

describe("a code for a phone", () => {
  it("is sent as a text that a phone can fill in on our own host only", async () => {
    const task = await awaitedCode("text");
    await sendPhoneCode(task);
    expect(service.received).toMatchObject([{ channel: "text", to, from: "+4930123456" }]);
    expect(service.received[0]?.text).toMatch(/^490217 is your code for Cordon\./);
    expect(service.received[0]?.text.split("\n").at(-1)).toBe(
      `@${new URL(process.env.PUBLIC_URL ?? "").host} #490217`,
    );
    expect(await noted(task)).toEqual({ sent: true, failed: false });
  });

  it("is read aloud digit by digit, twice", async () => {
    const task = await awaitedCode("call");
    await sendPhoneCode(task);
    expect(service.received).toMatchObject([{ channel: "call", to }]);
    expect(service.received[0]?.text.match(/4\. 9\. 0\. 2\. 1\. 7\./g)).toHaveLength(2);
    expect(await noted(task)).toEqual({ sent: true, failed: false });
  });

  it("is sent once, also by a worker that begins again", async () => {
    const task = await awaitedCode("text");
    await sendPhoneCode(task);
    await sendPhoneCode(task);
    expect(service.received).toHaveLength(1);
  });

  it.each([400, 401, 404, 302, 200])("is given up where the service answers %i", async (status) => {
    const task = await awaitedCode("text");
    service.next.push(status);
    await sendPhoneCode(task);
    expect(await noted(task)).toEqual({ sent: false, failed: true });
  });

  it("is given up for a number that does not exist", async () => {
    const task = await awaitedCode("text");
    await sendPhoneCode({ ...task, to: "+15005550001" });
    expect(await noted(task)).toEqual({ sent: false, failed: true });
    expect(service.received).toEqual([]);
  });

  it.each([429, 500, 503])("is tried again where the service answers %i", async (status) => {
    const task = await awaitedCode("text");
    service.next.push(status);
    await expect(sendPhoneCode(task)).rejects.toThrow(`answered ${status}`);
    expect(await noted(task)).toEqual({ sent: false, failed: false });
    await sendPhoneCode(task);
    expect(await noted(task)).toEqual({ sent: true, failed: false });
  });

  it("is said to have failed when the last try did", async () => {
    const task = await awaitedCode("text");
    service.next.push(503);
    await expect(sendPhoneCode(task, undefined, true)).rejects.toThrow();
    expect(await noted(task)).toEqual({ sent: false, failed: true });
  });

  it("waits ten seconds for an answer, and no longer", { timeout: 20_000 }, async () => {
    const task = await awaitedCode("text");
    service.next.push("silence");
    const began = performance.now();
    await expect(sendPhoneCode(task)).rejects.toThrow("TimeoutError");
    expect(performance.now() - began).toBeLessThan(12_000);
  });

  it("is not sent any more once it has expired or was replaced", async () => {
    const late = await awaitedCode("text", "-1 second");
    await sendPhoneCode(late);
    expect(await noted(late)).toEqual({ sent: false, failed: true });
    const replaced = await awaitedCode("text");
    await asSuperuser("delete from phone_code where id = $1", [replaced.codeId]);
    await sendPhoneCode(replaced);
    expect(service.received).toEqual([]);
  });

  it("never stands in the queue, nor in what the queue keeps of a failure", async () => {
    const task = await awaitedCode("text");
    const executor = {
      executeSql: async (text: string, values?: unknown[]) => ({ rows: await asSuperuser(text, values) }),
    };
    await openQueue(executor).send(executor, "send-phone-code", task);
    const queue = openWorkingQueue();
    queue.on("error", () => undefined);
    await queue.start();
    service.next.push(500);
    await queue.work("send-phone-code", { pollingIntervalSeconds: 0.5 }, async (jobs) => {
      for (const job of jobs) await sendPhoneCode(unpackPayload("send-phone-code", job.data));
    });
    const kept = () => asSuperuser("select * from pgboss.job where name = 'send-phone-code'");
    await expect
      .poll(async () => JSON.stringify(await kept()), { timeout: 10_000 })
      .toContain("answered 500");
    await expect.poll(() => noted(task), { timeout: 10_000 }).toEqual({ sent: true, failed: false });
    await queue.stop({ graceful: false });
    const told = JSON.stringify(await kept());
    for (const secret of [code, to, to.slice(1), credentials.authToken]) expect(told).not.toContain(secret);
  });
});
