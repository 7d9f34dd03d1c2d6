import { env } from "@/lib/kernel/env";

export interface PhoneSettings {
  url: string;
  accountSid: string;
  authToken: string;
  from: string;
}

/** How texts and calls leave, or null where nothing is configured. Throws when only a part is: at a process's start, that is. */
export function phoneSettings(): PhoneSettings | null {
  const accountSid = env("PHONE_ACCOUNT_SID");
  const authToken = env("PHONE_AUTH_TOKEN");
  const from = env("PHONE_FROM");
  const given = { PHONE_ACCOUNT_SID: accountSid, PHONE_AUTH_TOKEN: authToken, PHONE_FROM: from };
  const missing = Object.entries(given).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length === 3) return null;
  if (!accountSid || !authToken || !from)
    throw new Error(
      `Configuration: ${missing.join(" and ")} must be set too, or none of the PHONE_ settings`,
    );
  return { url: env("PHONE_API_URL"), accountSid, authToken, from };
}

/** Whether codes can be sent to phones at all. */
export const phoneAvailable = (): boolean => phoneSettings() !== null;
