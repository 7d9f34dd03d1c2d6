import "server-only";
import { generateSecret, generateURI, verifySync } from "otplib";

/** RFC 6238 with what every authenticator app speaks: SHA-1, six digits, steps of 30 s. */
const settings = { strategy: "totp", algorithm: "sha1", digits: 6, period: 30 } as const;

/** A code just gone by is taken for ten seconds more, one to come never: it lives for 40 s at most. */
const TOLERANCE: [past: number, future: number] = [10, 0];

/** How far a clock may be off for its owner to be told. */
const HINT_STEPS = 20;

/** 160 random bits (RFC 4226, 4), in base32. */
export const newAppSecret = (): string => generateSecret({ length: 20 });

export const appUri = (secret: string, email: string): string =>
  generateURI({ ...settings, issuer: "Cordon", label: email, secret });

/** Spaces are how apps show codes; anything but six digits then is no code. */
export function readCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, "");
  return /^[0-9]{6}$/.test(code) ? code : null;
}

/** The time step (RFC 6238, 4.2) that a code is right for now, or null. */
export const stepOf = (secret: string, code: string, now = new Date()): number | null =>
  matching(secret, code, now.getTime() / 1000, TOLERANCE);

/** By how many steps the clock that showed this code is off, where the code is right within ten minutes of now; else null. */
export function clockOffset(secret: string, code: string, now = new Date()): number | null {
  const seconds = now.getTime() / 1000;
  for (let far = 1; far <= HINT_STEPS; far += 1)
    for (const steps of [-far, far])
      if (matching(secret, code, seconds + steps * settings.period, [0, 0]) !== null) return steps;
  return null;
}

/** In words for whoever holds the phone. */
export function sayClock(steps: number): string {
  const minutes = Math.max(1, Math.round((Math.abs(steps) * settings.period) / 60));
  const way = steps < 0 ? "behind" : "ahead";
  return `Your phone's clock is about ${minutes} ${minutes === 1 ? "minute" : "minutes"} ${way}. Set it to the network's time, then use a new code.`;
}

/** otplib throws at a code of another length or with letters; here that is a wrong code like any other. */
function matching(
  secret: string,
  code: string,
  epoch: number,
  epochTolerance: [number, number],
): number | null {
  if (readCode(code) !== code) return null;
  try {
    const result = verifySync({ ...settings, secret, token: code, epoch, epochTolerance });
    return result.valid && "timeStep" in result ? result.timeStep : null;
  } catch {
    return null;
  }
}
