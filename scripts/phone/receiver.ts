import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** What a phone would have shown or said. */
export interface PhoneMessage {
  id: string;
  channel: "text" | "call";
  to: string;
  from: string;
  date: string;
  /** of a call what is read aloud */
  text: string;
}

export interface PhoneReceiver {
  /** newest first */
  received: PhoneMessage[];
  /** the statuses of the next answers, whatever is sent; "silence" gives none */
  next: (number | "silence")[];
  /** Answers a request to the API; false when it is for something else. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

const API = /^\/2010-04-01\/Accounts\/([\w-]+)\/(Messages|Calls)\.json$/;
const E164 = /^\+[1-9]\d{5,14}$/;
/** Twilio's own number that never exists, for tests. */
const NOBODY = "+15005550001";

/** A phone service that keeps what it is given: Twilio's REST API (2010-04-01) for texts and calls, as far as it is used. */
export function phoneReceiver({
  accountSid,
  authToken,
}: {
  accountSid: string;
  authToken: string;
}): PhoneReceiver {
  const wanted = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`);
  const isOurs = (given: string | undefined) => {
    const header = Buffer.from(given ?? "");
    return header.length === wanted.length && timingSafeEqual(header, wanted);
  };
  const received: PhoneMessage[] = [];
  const next: PhoneReceiver["next"] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const [, account, resource] = API.exec(request.url ?? "") ?? [];
    if (!account) return false;
    const form = new URLSearchParams(await text(request));
    const say = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      return true;
    };
    const refuse = (status: number, code: number, message: string) => say(status, { code, message, status });

    const scripted = next.shift();
    if (scripted === "silence") return true;
    if (scripted) return refuse(scripted, 20_000, "As arranged");
    if (request.method !== "POST") return refuse(405, 20_004, "Method not allowed");
    if (account !== accountSid || !isOurs(request.headers.authorization))
      return refuse(401, 20_003, "Authenticate");
    if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
      return refuse(415, 20_001, "Send a form");
    const [to, from] = [form.get("To") ?? "", form.get("From") ?? ""];
    if (!E164.test(to) || to === NOBODY)
      return refuse(400, 21_211, `The 'To' number ${to} is not a valid phone number.`);
    if (!E164.test(from))
      return refuse(400, 21_212, `The 'From' number ${from} is not a valid phone number.`);
    const said = resource === "Messages" ? form.get("Body") : spoken(form.get("Twiml") ?? "");
    if (!said) return refuse(400, resource === "Messages" ? 21_602 : 21_205, "There is nothing to say.");

    const id = `${resource === "Messages" ? "SM" : "CA"}${randomBytes(16).toString("hex")}`;
    const channel = resource === "Messages" ? "text" : "call";
    received.unshift({ id, channel, to, from, date: new Date().toISOString(), text: said });
    received.length = Math.min(received.length, 200);
    return say(201, { sid: id, account_sid: accountSid, to, from, status: "queued" });
  }
  return { received, next, handle };
}

/** What somebody who takes the call hears. */
function spoken(twiml: string): string | null {
  if (!/^<\?xml [^>]*\?><Response>.*<\/Response>$/s.test(twiml)) return null;
  return [...twiml.matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)].map(([, words]) => words).join("\n") || null;
}
