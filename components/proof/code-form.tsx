"use client";

import { type FormEvent, type ReactNode, useActionState, useState } from "react";
import type { FormState } from "@/lib/auth/form-state";
import { Field } from "../ui/field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { Input } from "../ui/input";
import { SubmitButton } from "../ui/submit-button";
import type { ProofActions } from "./proof-actions";

const silent: FormState = { message: "The portal did not answer. Try again in a moment." };

type Props = {
  kind: "app" | "phone" | "recovery" | "password";
  label: string;
  help?: ReactNode;
  prove: ProofActions["prove"];
  onProved?: () => void;
  /** in place of a code's input: a password's */
  children?: ReactNode;
};

/**
 * One thing to type that proves who this is. Works as a plain form too; otherwise it is sent outside of React's transitions,
 * because one may be waiting for just this answer.
 */
export function CodeForm({ kind, label, help, prove, onProved, children }: Props) {
  const [first, send] = useActionState<FormState, FormData>(prove, {});
  const [answer, setAnswer] = useState<FormState>();
  const [pending, setPending] = useState(false);
  const state = answer ?? first;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    setPending(true);
    const answered = await prove({}, new FormData(form)).catch(() => silent);
    setPending(false);
    setAnswer(answered);
    if (answered.done) onProved?.();
    else form.querySelector<HTMLInputElement>("[name=proof]")?.select();
  }

  return (
    <form action={send} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <input type="hidden" name="kind" value={kind} />
      {state.message && <FormErrorSummary title="Not confirmed" errors={[{ message: state.message }]} />}
      <Field name="proof" label={label} help={help} error={state.fields?.proof}>
        {children ?? (
          <Input
            mono
            autoFocus
            autoComplete={kind === "recovery" ? "off" : "one-time-code"}
            inputMode={kind === "recovery" ? "text" : "numeric"}
            autoCapitalize={kind === "recovery" ? "characters" : "none"}
            spellCheck={false}
            maxLength={40}
          />
        )}
      </Field>
      <SubmitButton pending={pending} className="w-full justify-center">
        Confirm
      </SubmitButton>
    </form>
  );
}
