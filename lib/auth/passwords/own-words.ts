/** What others know of somebody, and so would try first. */
export interface Known {
  email: string;
  name: string;
  /** names of the accounts they belong to */
  accounts: readonly string[];
}

const PRODUCT = "cordon";
const SHORTEST = 3;

/** The words of a person, their accounts and the product, whole and in parts, in small letters, longest first. */
export function ownWords({ email, name, accounts }: Known): string[] {
  const [mailbox = "", host = ""] = email.split("@");
  const whole = [email, mailbox, host, name, ...accounts, PRODUCT];
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const words = [...whole, ...whole.map(plain), ...parts].map((word) => word.normalize("NFC").toLowerCase());
  return [...new Set(words)]
    .filter((word) => word.length >= SHORTEST)
    .sort((one, other) => other.length - one.length);
}

/** Whether hardly anything remains of a text once these words, and years beside them, are taken out of it. */
export function isMadeOf(words: readonly string[], text: string): boolean {
  const before = plain(text);
  let left = before;
  for (const word of words) left = left.replaceAll(plain(word) || word, "");
  return left.length < before.length && left.replace(/(?:19|20)\d\d/g, "").length < 5;
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
