/**
 * What remains of a password when what people add to pass a check is taken off: digits and signs around a word, and its
 * repetition. The password itself comes first.
 */
export function undress(text: string): string[] {
  const word = text.replace(/^\P{L}+|\P{L}+$/gu, "");
  // around a short word a long row of digits is the password, and the word its dressing
  const core = text.length - word.length < word.length ? word : text;
  return [...new Set([text, text.trim(), core, unitOf(text), unitOf(core)])];
}

/** "ab" of "ababab", also with a sign between; the text itself when nothing repeats. */
const unitOf = (text: string): string =>
  /^(.+?)(?:(\P{L}?)\1(?:\2\1)*)$/su.exec(text.toLowerCase())?.[1] ?? text;
