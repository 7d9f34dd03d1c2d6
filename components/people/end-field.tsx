"use client";

import { dayOf } from "@/components/people/access-choice";
import { ExactTime } from "@/components/ui/exact-time";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** The last moment of a day, in the zone of who chooses it. */
export const endOfDay = (day: string): string => {
  const at = new Date(`${day}T23:59:59`);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
};

/** The day something ends, with the end it has now beside it. */
export function EndField({
  name = "endsAt",
  label,
  day,
  onDay,
  after,
  help,
  error,
}: {
  name?: string;
  label: string;
  day: string;
  onDay: (day: string) => void;
  after: string | null;
  help?: string;
  error?: string;
}) {
  return (
    <Field
      name={name}
      label={label}
      help={help}
      error={error}
      aside={
        after && (
          <>
            now <ExactTime at={after} />
          </>
        )
      }
      required
    >
      <Input
        type="date"
        className="max-w-44"
        value={day}
        min={dayOf(after)}
        onChange={(event) => onDay(event.target.value)}
      />
    </Field>
  );
}
