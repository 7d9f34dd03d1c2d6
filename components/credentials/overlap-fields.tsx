"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

const ways = [
  { value: "first_use", label: "Until the new one is first used" },
  { value: "until", label: "Until a day" },
  { value: "none", label: "No longer" },
] as const;

/** How long the old password goes on being accepted. */
export function OverlapFields() {
  const [way, setWay] = useState<(typeof ways)[number]["value"]>("first_use");
  return (
    <>
      <fieldset className="text-sm">
        <legend className="font-medium">The old one is accepted</legend>
        {ways.map(({ value, label }) => (
          <label key={value} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
            <input
              type="radio"
              name="overlap"
              value={value}
              checked={way === value}
              onChange={() => setWay(value)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {way === "until" && (
        <Field name="oldUntil" label="The old one is good until" required>
          <Input type="date" required />
        </Field>
      )}
    </>
  );
}

/** From when until when a new one is good. */
export function ValidityFields() {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field name="validFrom" label="Good from" help="Empty for now.">
        <Input type="date" />
      </Field>
      <Field name="validUntil" label="Good until" help="Empty for no end.">
        <Input type="date" />
      </Field>
    </div>
  );
}

/** What was entered there, as an operation takes it. */
export const readValidityFields = (form: FormData) => ({
  validFrom: beginningOfDay(form.get("validFrom")),
  validUntil: endOfDay(form.get("validUntil")),
});

function beginningOfDay(typed: FormDataEntryValue | null): string | null {
  const day = String(typed ?? "");
  return day === "" ? null : new Date(`${day}T00:00:00`).toISOString();
}

/** The end of a day as somebody typed it, where they are. */
export function endOfDay(typed: FormDataEntryValue | null): string | null {
  const day = String(typed ?? "");
  return day === "" ? null : new Date(`${day}T23:59:59`).toISOString();
}
