import { env } from "@/lib/kernel/env";
import { codeSpeech, codeText } from "@/lib/phone/say-code";
import type { PhoneSettings } from "@/lib/phone/settings";

const PATIENCE_MS = 10_000;

/** What became of it, in words that hold neither number nor code, because they are logged. */
export type Delivery = { outcome: "accepted" } | { outcome: "refused" | "try_again"; why: string };

/** Hands a code to a service that speaks Twilio's REST API (2010-04-01), as a text or to be read aloud in a call. */
export async function deliverCode(
  { url, accountSid, authToken, from }: PhoneSettings,
  { to, channel, code }: { to: string; channel: "text" | "call"; code: string },
  signal?: AbortSignal,
): Promise<Delivery> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const form: Record<string, string> = { To: to, From: from };
  if (channel === "text") form.Body = codeText(code, new URL(env("PUBLIC_URL")).host);
  else form.Twiml = codeSpeech(code);
  const resource = channel === "text" ? "Messages" : "Calls";
  try {
    const answer = await fetch(`${url}/2010-04-01/Accounts/${accountSid}/${resource}.json`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
      body: new URLSearchParams(form),
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    return await judge(answer);
  } catch (error) {
    const { name, cause } = error as { name: string; cause?: { code?: string } };
    return { outcome: "try_again", why: `the phone service was not reached (${cause?.code ?? name})` };
  }
}

async function judge(answer: Response): Promise<Delivery> {
  const { status } = answer;
  const body = (await answer.json().catch(() => null)) as { sid?: unknown; code?: unknown } | null;
  if (status === 201 && typeof body?.sid === "string") return { outcome: "accepted" };
  const number = typeof body?.code === "number" ? `, error ${body.code}` : "";
  const why = `the phone service answered ${status}${number}`;
  return { outcome: status === 429 || status >= 500 ? "try_again" : "refused", why };
}
