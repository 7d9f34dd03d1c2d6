import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tasks } from "@/lib/kernel/tasks";
import { message } from "@/lib/mail/message";
import { sendMail } from "@/worker/send-mail";

describe("sending a mail", () => {
  const received: { from: string; to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      buffer(stream).then((raw) => {
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map((each) => each.address),
          raw: raw.toString("utf8"),
        });
        done();
      }, done);
    },
  });

  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server.server, "listening");
    process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    process.env.MAIL_FROM = "Cordon <no-reply@cordon.example>";
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it("goes to exactly the stored mailbox, as plain text, under the same Message-ID each time", async () => {
    const mail = message("test", "ana@example.test", "Hello <b>Ana</b>", ["<script>alert(1)</script>"]);
    await sendMail(mail);
    await sendMail(mail);
    expect(received.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: "no-reply@cordon.example", to: ["ana@example.test"] },
      { from: "no-reply@cordon.example", to: ["ana@example.test"] },
    ]);
    for (const { raw } of received) {
      expect(raw).toContain(`Message-ID: ${mail.messageId}`);
      expect(raw).toMatch(/Content-Type: text\/plain/);
      expect(raw).not.toMatch(/text\/html|multipart/);
    }
  });

  it.each([
    "ana@example.test,eve@attacker.example",
    "ana@example.test, eve@attacker.example",
    '"ana@example.test,x"@attacker.example',
    "Ana <eve@attacker.example>",
    "ana\uff20example.test",
    "ana@example.test\r\nBcc: eve@attacker.example",
    "",
  ])("is not even queued for %j", (to) => {
    const mail = { to, subject: "x", text: "x", messageId: "<x@portal.test>" };
    expect(tasks["send-mail"].payload.safeParse(mail).success).toBe(false);
  });

  it("keeps a subject on its line", async () => {
    received.length = 0;
    await sendMail(message("test", "ana@example.test", "One\r\nBcc: eve@attacker.example", ["x"]));
    expect(received[0]?.to).toEqual(["ana@example.test"]);
    expect(received[0]?.raw).not.toMatch(/^Bcc:/im);
  });
});
