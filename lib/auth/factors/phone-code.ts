import "server-only";
import { createHmac, randomInt } from "node:crypto";
import type { PhoneChannel } from "@/lib/auth/factors/answers";
import { env } from "@/lib/kernel/env";

export const VALID_FOR_MS = 10 * 60_000;
export const GUESSES = 5;

/** Six random digits. */
export const newPhoneCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

/** Keyed, and with the row's own id: a copy of the table can neither be searched through nor be compared. */
export const hashPhoneCode = (id: string, code: string): Buffer =>
  createHmac("sha256", env("AUTH_SECRET")).update(`cordon phone code\0${id}\0${code}`).digest();

/** What is written or said. The last line of a text lets a browser fill it in on this portal's pages and on no other's. */
export function phoneCodeText(code: string, channel: PhoneChannel): string {
  const warning = "Cordon never asks you for it by phone or mail.";
  if (channel === "text")
    return `${code} is your Cordon code. It is valid for ten minutes. ${warning}\n\n@${new URL(env("PUBLIC_URL")).hostname} #${code}`;
  const digits = [...code].join(", ");
  return `Your Cordon code is ${digits}. Again: ${digits}. It is valid for ten minutes. ${warning}`;
}
