"use client";

import type { ActionResult } from "@/lib/operation/action";
import type { Plan } from "@/lib/plans/list-plans";
import { FormDialog, textOf } from "../gateways/form-dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

export interface PlanDraft {
  name: string;
  framedPool: string | null;
  filterIds: string[];
  sessionTimeout: number | null;
  idleTimeout: number | null;
  interimInterval: number | null;
}

const seconds = (form: FormData, name: string): number | null => {
  const text = textOf(form, name);
  return text ? Number(text) : null;
};

const draftOf = (form: FormData): PlanDraft => ({
  name: textOf(form, "name"),
  framedPool: textOf(form, "framedPool") || null,
  filterIds: textOf(form, "filterIds")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean),
  sessionTimeout: seconds(form, "sessionTimeout"),
  idleTimeout: seconds(form, "idleTimeout"),
  interimInterval: seconds(form, "interimInterval"),
});

export function PlanForm({
  plan,
  save,
  onDone,
  onClose,
}: {
  plan: Plan | null;
  save: (draft: PlanDraft) => Promise<ActionResult<unknown>>;
  onDone: () => void;
  onClose: () => void;
}) {
  return (
    <FormDialog
      title={plan ? `Change ${plan.name}` : "Create a plan"}
      description="What is left empty is not told to the NAS."
      verb={plan ? "Save the plan" : "Create the plan"}
      send={(form) => save(draftOf(form))}
      onDone={onDone}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <Field name="name" label="Name" required error={wrong.name}>
            <Input defaultValue={plan?.name} maxLength={100} autoComplete="off" />
          </Field>
          <Field
            name="framedPool"
            label="Address pool"
            aside="Framed-Pool"
            error={wrong.framedPool}
            help="A pool of the NAS, for devices without an address of their own."
          >
            <Input
              mono
              defaultValue={plan?.framedPool ?? ""}
              maxLength={253}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
          <Field
            name="filterIds"
            label="Filters"
            aside="Filter-Id"
            error={wrong.filterIds ?? wrongFilter(wrong)}
            help="As they are called on the NAS, one a line, at most 10."
          >
            <Textarea mono rows={2} defaultValue={plan?.filterIds.join("\n")} spellCheck={false} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-3">
            <Seconds
              name="sessionTimeout"
              label="Longest session"
              value={plan?.sessionTimeout}
              wrong={wrong}
            />
            <Seconds name="idleTimeout" label="Longest idle" value={plan?.idleTimeout} wrong={wrong} />
            <Seconds
              name="interimInterval"
              label="Reports every"
              value={plan?.interimInterval}
              placeholder="300"
              wrong={wrong}
            />
          </div>
        </>
      )}
    </FormDialog>
  );
}

/** What is wrong with one of several is told by its place. */
const wrongFilter = (wrong: Record<string, string>): string | undefined =>
  Object.entries(wrong).find(([name]) => name.startsWith("filterIds."))?.[1];

function Seconds({
  name,
  label,
  value,
  placeholder,
  wrong,
}: {
  name: string;
  label: string;
  value: number | null | undefined;
  placeholder?: string;
  wrong: Record<string, string>;
}) {
  return (
    <Field name={name} label={label} error={wrong[name]}>
      <Input type="number" min={60} defaultValue={value ?? ""} placeholder={placeholder} suffix="s" />
    </Field>
  );
}
