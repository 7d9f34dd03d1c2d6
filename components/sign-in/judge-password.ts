import { type MatchExtended, ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import commonWords from "@zxcvbn-ts/language-en/dist/commonWords.json.mjs";
import firstNames from "@zxcvbn-ts/language-en/dist/firstnames.json.mjs";
import sequences from "@zxcvbn-ts/language-en/dist/wordSequences.json.mjs";
import type { PasswordGuide } from "@/lib/auth/passwords/password-rules";

export interface PasswordVerdict {
  strength: "short" | "weak" | "good" | "strong";
  finding: string;
  because: string;
}

/** Beyond this many more guesses than are asked for there is nothing left to advise. */
const STRONG = 1e4;

const zxcvbn = new ZxcvbnFactory({
  dictionary: {
    ...common.dictionary,
    ...sequences,
    "commonWords-en": commonWords,
    "firstnames-en": firstNames,
  },
  graphs: common.adjacencyGraphs,
  maxLength: 64,
  l33tMaxSubstitutions: 16,
});

/** Advice while somebody types. What is accepted is decided where it is stored, with longer lists than a page can hold. */
export function judgePassword(
  typed: string,
  { minimum, guesses: asked, words }: PasswordGuide,
): PasswordVerdict {
  const text = typed.normalize("NFC");
  const missing = minimum - [...text].length;
  const { guesses, sequence } = zxcvbn.check(text, words);
  if (missing > 0)
    return {
      strength: "short",
      finding: missing === 1 ? "One more character." : `${missing} more characters.`,
      because: (guesses < asked && guideAway(sequence)) || "Another unrelated word does well.",
    };
  if (guesses < asked)
    return {
      strength: "weak",
      finding: "Easy to guess.",
      because: guideAway(sequence) ?? "Add a few unrelated words.",
    };
  if (guesses < asked * STRONG)
    return { strength: "good", finding: "Hard to guess.", because: "One more word makes it much harder." };
  return { strength: "strong", finding: "Very hard to guess.", because: "Use it here and nowhere else." };
}

/** What somebody who guesses would be led by, and what to do instead: of what was recognised, the longest. */
function guideAway(sequence: readonly MatchExtended[]): string | null {
  const [longest] = sequence
    .filter(({ pattern }) => pattern !== "bruteforce" && pattern !== "separator")
    .sort((one, other) => other.token.length - one.token.length);
  if (!longest || longest.token.length < 3) return null;
  switch (longest.pattern) {
    case "repeat":
      return "The same characters again add little; go on with something else.";
    case "spatial":
      return "Keys that lie side by side are tried early; leave the row.";
    case "date":
    case "regex":
      return "Dates and years are tried early; add something that is no number you know.";
    case "sequence":
    case "wordSequence":
      return "Counting up or down is tried early; leave the order.";
  }
  const list = String(longest.dictionaryName);
  if (list === "userInputs") return "Others know this name of yours; add what has nothing to do with you.";
  if (longest.l33t) return "A digit or sign in place of a letter hides no word; add another word.";
  if (longest.reversed) return "A word turned around is still that word; add another.";
  if (list.startsWith("passwords"))
    return "Many people use this as their password; add words they would not.";
  if (list.startsWith("firstnames")) return "Names are tried early; add words that are no names.";
  return "Few and common words; add another that has nothing to do with them.";
}
