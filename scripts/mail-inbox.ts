import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { readMessage, readMessages, storeMessage } from "./mail/messages";
import { listPage, messagePage, missingPage } from "./mail/pages";
import { phoneReceiver } from "./phone/receiver";

const folder = process.env.MAIL_DIR ?? ".data/mail";
const smtpPort = Number(process.env.SMTP_PORT ?? 2525);
const pagePort = Number(process.env.MAIL_PORT ?? 8025);

/** What is texted and said to phones ends here too, for as long as this runs. */
const phones = phoneReceiver({
  accountSid: process.env.PHONE_ACCOUNT_SID ?? "",
  authToken: process.env.PHONE_AUTH_TOKEN || randomBytes(32).toString("hex"),
});

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  size: 10_000_000,
  onData(stream, _session, done) {
    buffer(stream)
      .then((raw) => storeMessage(folder, raw))
      .then(() => done(), done);
  },
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const nonce = randomBytes(16).toString("base64");
  response.setHeader(
    "content-security-policy",
    `default-src 'none'; connect-src 'self'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("cache-control", "no-store");
  // Mails carry sign-in links: a page elsewhere that renames itself to this address gets nothing.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? ""))
    return send(response, 403, "text/plain", "");
  if (await phones.handle(request, response)) return;
  if (request.method !== "GET" && request.method !== "HEAD") return send(response, 405, "text/plain", "");

  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/") {
    return send(
      response,
      200,
      "text/html",
      listPage(await readMessages(folder, 200), phones.received, nonce),
    );
  }
  if (pathname === "/api/phone") {
    const to = searchParams.get("to");
    const wanted = phones.received.filter((message) => !to || message.to === to);
    return send(response, 200, "application/json", JSON.stringify(wanted));
  }
  if (pathname === "/api/messages") {
    const to = searchParams.get("to")?.toLowerCase();
    const messages = await readMessages(folder, Number(searchParams.get("limit")) || 200);
    const wanted = to
      ? messages.filter((message) => message.to.some((address) => address.toLowerCase() === to))
      : messages;
    return send(response, 200, "application/json", JSON.stringify(wanted));
  }
  const message = await readMessage(folder, pathname.replace(/^\/messages\//, ""));
  if (message) return send(response, 200, "text/html", messagePage(message, nonce));
  send(response, 404, "text/html", missingPage(nonce));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body);
}

const pages = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent)
      send(response, 500, "text/plain", "The mail could not be read. The inbox's log says why.");
  });
});

smtp.on("error", (error) => console.error(error.message));
smtp.listen(smtpPort, "127.0.0.1", () =>
  console.log(`SMTP on 127.0.0.1:${smtpPort}, mail kept in ${folder}`),
);
pages.listen(pagePort, "127.0.0.1", () => console.log(`Mail to read at http://localhost:${pagePort}`));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    pages.close();
    pages.closeAllConnections();
    smtp.close(() => process.exit(0));
  });
}
