import "server-only";
import type { MatchExtended, ZxcvbnFactory } from "@zxcvbn-ts/core";

/** Estimating takes longer than in proportion, so of a long password its beginning and its end are looked at. */
const LONGEST = 64;

export interface Estimate {
  /** how many passwords somebody clever would try before this one */
  guesses: number;
  /** what they would be guided by, as a sentence; null when by nothing */
  why: string | null;
}

let estimator: Promise<ZxcvbnFactory> | undefined;

/** How easily a password is guessed by words, names, dates, keyboard rows and repetition; these words of its owner count too. */
export async function estimateGuesses(text: string, words: readonly string[]): Promise<Estimate> {
  estimator ??= load();
  const zxcvbn = await estimator;
  const parts = text.length > LONGEST ? [text.slice(0, LONGEST), text.slice(-LONGEST)] : [text];
  const [hardest] = parts
    .map((part) => zxcvbn.check(part, [...words]))
    .sort((one, other) => other.guesses - one.guesses);
  return { guesses: hardest?.guesses ?? 0, why: sayWhy(hardest?.sequence ?? []) };
}

/** Its dictionaries are large and seldom needed. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: LONGEST,
    l33tMaxSubstitutions: 16,
  });
}

function sayWhy(sequence: readonly MatchExtended[]): string | null {
  const [longest] = sequence
    .filter(({ pattern }) => pattern !== "bruteforce" && pattern !== "separator")
    .sort((one, other) => other.token.length - one.token.length);
  if (!longest) return null;
  const { pattern } = longest;
  if (pattern === "repeat") return "It repeats the same characters.";
  if (pattern === "spatial") return "It follows the keys of a keyboard.";
  if (pattern === "date" || pattern === "regex") return "Much of it is a date or a year.";
  if (pattern === "sequence" || pattern === "wordSequence")
    return "It counts up or down, as abcd, 6543 or Monday Tuesday do.";
  const list = String(longest.dictionaryName);
  if (list === "userInputs") return "Much of it is a name that others know you by.";
  if (list.startsWith("passwords")) return "Much of it is a password that many people use.";
  if (/^(first|last)names/.test(list)) return "Much of it is a common name.";
  return "It is made of few and common words.";
}
