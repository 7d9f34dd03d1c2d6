const advice = [
  [
    "Longer is better.",
    "Four or five words that have nothing to do with each other are long, and easy to keep in mind.",
  ],
  [
    "Mix characters freely.",
    "Letters, digits, signs, spaces, any script: everything may stand in it, and nothing must.",
  ],
  [
    "No word from a dictionary.",
    "Not by itself, turned around, with 0 for o or with a year behind it; no name and no date either.",
  ],
  [
    "Never the same password twice.",
    "One that is stolen elsewhere is tried here. A password manager makes and remembers another for each place.",
  ],
  [
    "Never share it.",
    "Nobody needs to know it, no administrator and no support. Whoever asks for it means no good.",
  ],
] as const;

/** What people are told about passwords wherever one is chosen: as advice, and there for those who want it. */
export function PasswordAdvice() {
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-xs text-ink-muted hover:text-ink">
        How to choose a good password
      </summary>
      <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5 text-ink-muted">
        {advice.map(([rule, reason]) => (
          <li key={rule}>
            <strong className="font-medium text-ink">{rule}</strong> {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
