"use client";

import { type ReactNode, useActionState, useEffect } from "react";
import type { FormState } from "@/lib/auth/form-state";
import { Field } from "../ui/field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { Input } from "../ui/input";
import { SubmitButton } from "../ui/submit-button";
import type { ProofActions } from "./proof-actions";

type Props = {
  kind: "app" | "phone" | "recovery" | "password";
  label: string;
  help?: ReactNode;
  prove: ProofActions["prove"];
  onProved?: () => void;
  /** in place of a code's input: a password's */
  children?: ReactNode;
};

/** One thing to type that proves who this is. Works as a plain form too. */
export function CodeForm({ kind, label, help, prove, onProved, children }: Props) {
  const [state, send] = useActionState<FormState, FormData>(prove, {});
  useEffect(() => {
    if (state.done) onProved?.();
  }, [state, onProved]);
  return (
    <form action={send} className="flex flex-col gap-4" noValidate>
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
      <SubmitButton className="w-full justify-center">Confirm</SubmitButton>
    </form>
  );
}
