const steps = [1, 2, 3] as const;

/** Where somebody stands on the three steps through the door. */
export function EnrolProgress({ step }: { step: 1 | 2 | 3 }) {
  return (
    <div className="flex items-center gap-3">
      <p role="status" className="text-ink-muted text-xs tabular-nums">
        Step {step} of {steps.length}
      </p>
      <span aria-hidden="true" className="flex flex-1 gap-1.5">
        {steps.map((each) => (
          <span
            key={each}
            className={each <= step ? "h-1 flex-1 rounded-full bg-accent" : "h-1 flex-1 rounded-full bg-line"}
          />
        ))}
      </span>
    </div>
  );
}
