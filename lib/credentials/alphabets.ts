/** Letters and digits that nobody mistakes for one another when reading them out: without 0, O, 1, l and I. */
const unambiguous = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** What a password may be made of. Nothing that an AT command, a shell or a configuration file gives a meaning to. */
export const alphabets = {
  unambiguous: { letters: unambiguous, words: "Letters and digits, none that look alike" },
  symbols: { letters: `${unambiguous}-_.~+=:`, words: "The same, and - _ . ~ + = :" },
  hex: { letters: "0123456789abcdef", words: "Hexadecimal digits" },
  digits: { letters: "0123456789", words: "Digits only" },
} as const;

export type Alphabet = keyof typeof alphabets;
export const alphabetNames = Object.keys(alphabets) as [Alphabet, ...Alphabet[]];

export const leastBits = 64;

/** How hard a password of this length is to guess, in bits: every one of them is equally likely. */
export const entropyOf = (alphabet: Alphabet, length: number): number =>
  Math.log2(beginnings(alphabet)) + (length - 1) * Math.log2(alphabets[alphabet].letters.length);

/** With a sign no password begins: a spreadsheet would take it for a formula. */
export const isSign = (letter: number): boolean => signs.has(letter);

const signs = new Set(Buffer.from("-_.~+=:", "ascii"));

const beginnings = (alphabet: Alphabet) => alphabets[alphabet].letters.replaceAll(/[^0-9A-Za-z]/g, "").length;
