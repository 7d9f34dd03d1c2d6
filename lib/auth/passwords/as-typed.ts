/** Far above the 64 characters that must be possible (NIST SP 800-63B-4, 3.1.1.2). */
export const LONGEST = 1_024;

/** Decomposed, a text may arrive up to four times as long as it is kept. */
const LONGEST_TYPED = 4 * LONGEST;

/**
 * A password as it is compared and hashed: every character as it was typed, spaces included and nothing cut off. Only
 * é as one character and é as two are made the same, because it depends on the system which of them a key sends
 * (NIST SP 800-63B-4, 3.1.1.2). Null when it is too long, told before any work is done with it.
 */
export function asTyped(password: string): string | null {
  if (password.length > LONGEST_TYPED) return null;
  const text = password.normalize("NFC");
  return text.length > LONGEST ? null : text;
}
