import "server-only";
import { createHmac, randomInt } from "node:crypto";
import { env } from "@/lib/kernel/env";

/** NIST SP 800-63B-4, 3.1.3.3: ten minutes at most. */
export const VALID_FOR_MS = 10 * 60_000;
export const GUESSES = 5;

/** Six random digits. */
export const newPhoneCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

/** Keyed, and with the row's own id: a copy of the table can neither be searched through nor be compared. */
export const hashPhoneCode = (id: string, code: string): Buffer =>
  createHmac("sha256", env("AUTH_SECRET")).update(`cordon phone code\0${id}\0${code}`).digest();
