"use client";

import { kinds, kindWords } from "@/components/devices/device-words";
import type { RuleDraft } from "@/components/groups/rule-draft";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Segmented } from "@/components/ui/segmented";

const identifiers = [
  { value: "iccid", label: "ICCID" },
  { value: "imsi", label: "IMSI" },
  { value: "msisdn", label: "MSISDN" },
  { value: "imei", label: "IMEI" },
  { value: "devEui", label: "DevEUI" },
] as const;

/** How a group is filled: by people, or by conditions of which a device must meet all that are given. */
export function RuleFields({
  draft,
  onDraft,
  errors,
}: {
  draft: RuleDraft;
  onDraft: (draft: RuleDraft) => void;
  errors: Record<string, string>;
}) {
  const set = (some: Partial<RuleDraft>) => onDraft({ ...draft, ...some });
  return (
    <>
      <Field name="filled" label="How it is filled">
        <RadioGroup
          cards
          value={draft.byRule ? "rule" : "hand"}
          onValueChange={(value) => set({ byRule: value === "rule" })}
          options={[
            { value: "hand", label: "By hand", help: "People put devices in and take them out." },
            {
              value: "rule",
              label: "By rule",
              help: "Every device of the account that meets the conditions is in it, now and later.",
            },
          ]}
        />
      </Field>
      {draft.byRule && (
        <fieldset
          id="field-rule"
          tabIndex={-1}
          className="flex flex-col gap-4 rounded-lg border border-line p-4"
        >
          <legend className="px-1 font-medium text-sm">Conditions</legend>
          <p className="text-ink-muted text-sm">Give at least one. A device must meet all that you give.</p>
          {errors.rule && <p className="text-bad text-sm">{errors.rule}</p>}
          <fieldset>
            <legend className="mb-1.5 font-medium text-sm">Kind is</legend>
            <div className="flex flex-wrap gap-x-5 gap-y-2">
              {kinds.map((kind) => (
                <Checkbox
                  key={kind}
                  label={kindWords[kind]}
                  checked={draft.kinds.includes(kind)}
                  onCheckedChange={(checked) =>
                    set({
                      kinds: checked ? [...draft.kinds, kind] : draft.kinds.filter((each) => each !== kind),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
          <Field
            name="rule.label.text"
            label={draft.how === "begins" ? "Label begins with" : "Label contains"}
            error={errors["rule.label.text"]}
            aside={
              <Segmented
                label="Which part of the label"
                value={draft.how}
                onValueChange={(how) => set({ how })}
                options={[
                  { value: "begins", label: "Begins with" },
                  { value: "contains", label: "Contains" },
                ]}
              />
            }
          >
            <Input
              value={draft.text}
              maxLength={80}
              autoComplete="off"
              onChange={(event) => set({ text: event.target.value })}
            />
          </Field>
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1.5 font-medium text-sm">Identifier is in a range</legend>
            <Segmented
              label="Which identifier"
              className="self-start"
              value={draft.identifier}
              onValueChange={(identifier) => set({ identifier })}
              options={[...identifiers]}
            />
            <div className="grid gap-3 sm:grid-cols-2">
              <Field name="rule.identifier.from" label="From" error={errors["rule.identifier.from"]}>
                <Input
                  mono
                  value={draft.from}
                  maxLength={80}
                  autoComplete="off"
                  onChange={(event) => set({ from: event.target.value })}
                />
              </Field>
              <Field name="rule.identifier.to" label="To, included" error={errors["rule.identifier.to"]}>
                <Input
                  mono
                  value={draft.to}
                  maxLength={80}
                  autoComplete="off"
                  onChange={(event) => set({ to: event.target.value })}
                />
              </Field>
            </div>
          </fieldset>
          <Field
            name="rule.networks"
            label="Network is one of"
            help="MCC-MNC, with commas between: 204-08, 262-01."
            error={errors["rule.networks"]}
          >
            <Input
              mono
              value={draft.networks}
              autoComplete="off"
              onChange={(event) => set({ networks: event.target.value })}
            />
          </Field>
          <Field
            name="rule.countries"
            label="Country is one of"
            help="Two letters each, with commas between: NL, DE."
            error={errors["rule.countries"]}
          >
            <Input
              mono
              value={draft.countries}
              autoComplete="off"
              onChange={(event) => set({ countries: event.target.value })}
            />
          </Field>
        </fieldset>
      )}
    </>
  );
}
