"use client";

import type { PolicyChoice } from "@/components/policy/policy-choice";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { FactorKind } from "@/lib/access/proof";

const who = [
  {
    value: "nobody",
    label: "Nobody",
    help: "A password is enough. It must have at least 15 characters.",
  },
  {
    value: "elevated",
    label: "Members with elevated permissions",
    help: "Whoever may do what hurts when misused, such as terminating a device or changing access.",
  },
  {
    value: "everyone",
    label: "Everyone",
    help: "Passwords may then have 8 characters, because none stands alone.",
  },
];

const kinds: { kind: FactorKind; label: string; help: string }[] = [
  {
    kind: "app",
    label: "Authenticator app",
    help: "A code that changes every 30 seconds, from an app on a phone.",
  },
  {
    kind: "key",
    label: "Security key or passkey",
    help: "Resists phishing: it answers to this portal's own address only.",
  },
  {
    kind: "phone",
    label: "Code by text or call",
    help: "Restricted by NIST SP 800-63B-4: messages and calls can be redirected or read by others. Allow it only where people cannot use the other kinds.",
  },
];

/** Who needs a second factor, from when, and of which kind. */
export function FactorFields({
  choice,
  onChoice,
  errors,
}: {
  choice: PolicyChoice;
  onChoice: (choice: PolicyChoice) => void;
  errors: Record<string, string>;
}) {
  const toggle = (kind: FactorKind, on: boolean) =>
    onChoice({
      ...choice,
      kinds: kinds
        .map((each) => each.kind)
        .filter((each) => (each === kind ? on : choice.kinds.includes(each))),
    });
  return (
    <>
      <Field name="secondFactor" label="Who needs a second factor" error={errors.secondFactor}>
        <RadioGroup
          cards
          options={who}
          value={choice.secondFactor}
          onValueChange={(value) =>
            onChoice({ ...choice, secondFactor: value as PolicyChoice["secondFactor"] })
          }
        />
      </Field>
      {choice.secondFactor !== "nobody" && (
        <Field
          name="graceUntil"
          label="Required from"
          aside="Optional"
          error={errors.graceUntil}
          help="From 00:00 UTC on this day, whoever has none can set one up and do nothing else. Empty: at once."
        >
          <Input
            type="date"
            className="max-w-44"
            value={choice.day}
            onChange={(event) => onChoice({ ...choice, day: event.target.value })}
          />
        </Field>
      )}
      <fieldset id="field-kinds" tabIndex={-1} className="flex flex-col gap-2">
        <legend className="mb-2 font-medium text-sm">Which kinds are allowed</legend>
        {kinds.map(({ kind, label, help }) => (
          <Checkbox
            key={kind}
            label={label}
            help={help}
            checked={choice.kinds.includes(kind)}
            onCheckedChange={(on) => toggle(kind, on === true)}
          />
        ))}
        {errors.kinds && <FieldError>{errors.kinds}</FieldError>}
      </fieldset>
      <div id="field-phishingResistant" tabIndex={-1} className="flex flex-col gap-2">
        <Checkbox
          label="Elevated permissions need a security key or passkey"
          help="Before each elevated operation, a code from an app or a phone is not enough. Holds at once, whatever the date above."
          checked={choice.phishingResistant}
          onCheckedChange={(on) => onChoice({ ...choice, phishingResistant: on === true })}
        />
        {errors.phishingResistant && <FieldError>{errors.phishingResistant}</FieldError>}
      </div>
    </>
  );
}

export function FieldError({ children }: { children: string }) {
  return (
    <p className="flex gap-1.5 text-bad text-sm">
      <ToneIcon tone="bad" className="mt-0.5" />
      <span>{children}</span>
    </p>
  );
}
