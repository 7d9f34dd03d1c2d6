import clsx from "clsx";
import { type InviteStep, inviteSteps, stepWords } from "@/components/people/invite-draft";

/** Where one is on the way, and back or on to what is filled in already. */
export function InviteProgress({
  step,
  furthest,
  onStep,
}: {
  step: InviteStep;
  furthest: InviteStep;
  onStep: (step: InviteStep) => void;
}) {
  const reach = inviteSteps.indexOf(furthest);
  return (
    <nav aria-label="Steps">
      <ol className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {inviteSteps.map((each, index) => (
          <li key={each} aria-current={each === step ? "step" : undefined}>
            {index <= reach && each !== step ? (
              <button
                type="button"
                onClick={() => onStep(each)}
                className="min-h-8 rounded-xs text-accent underline-offset-2 hover:underline pointer-coarse:min-h-11"
              >
                <StepName number={index + 1} word={stepWords[each]} />
              </button>
            ) : (
              <span
                className={clsx(
                  "inline-flex min-h-8 items-center pointer-coarse:min-h-11",
                  each === step ? "font-semibold" : "text-ink-muted",
                )}
              >
                <StepName number={index + 1} word={stepWords[each]} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const StepName = ({ number, word }: { number: number; word: string }) => (
  <span>
    <span className="tabular-nums">{number}</span> {word}
  </span>
);
