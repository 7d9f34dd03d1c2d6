"use client";

import type { PolicyChoice } from "@/components/policy/policy-choice";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** How long a session may rest, and how long it may last. */
export function SessionFields({
  choice,
  onChoice,
  errors,
}: {
  choice: PolicyChoice;
  onChoice: (choice: PolicyChoice) => void;
  errors: Record<string, string>;
}) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field
        name="idleMinutes"
        label="Unused sessions end after"
        error={errors.idleMinutes}
        help="5 to 60 minutes without a request."
      >
        <Input
          type="number"
          inputMode="numeric"
          min={5}
          max={60}
          suffix="min"
          className="max-w-36"
          value={choice.idleMinutes}
          onChange={(event) => onChoice({ ...choice, idleMinutes: event.target.value })}
        />
      </Field>
      <Field
        name="absoluteHours"
        label="Every session ends after"
        error={errors.absoluteHours}
        help="1 to 24 hours after signing in, used or not."
      >
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={24}
          suffix="h"
          className="max-w-36"
          value={choice.absoluteHours}
          onChange={(event) => onChoice({ ...choice, absoluteHours: event.target.value })}
        />
      </Field>
    </div>
  );
}
