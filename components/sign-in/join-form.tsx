"use client";

import { useActionState } from "react";
import type { PasswordGuide } from "@/lib/auth/passwords/password-rules";
import { Field } from "../ui/field";
import { useFocusWrongField } from "../ui/focus-wrong-field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { Input } from "../ui/input";
import { SubmitButton } from "../ui/submit-button";
import { NewPasswordField } from "./new-password-field";
import type { FormAction } from "./sign-in-form";

/** Somebody new: a name and a password. The address is the invited one and cannot be another. */
export function JoinForm({
  email,
  name,
  account,
  guide,
  action,
}: {
  email: string;
  name: string;
  account: string;
  guide: PasswordGuide;
  action: FormAction;
}) {
  const [state, send] = useActionState(action, {});
  useFocusWrongField(state);
  return (
    <form action={send} className="flex flex-col gap-4" noValidate>
      {state.message && <FormErrorSummary title="Not accepted" errors={[{ message: state.message }]} />}
      <Field name="username" label="E-mail address">
        <Input type="email" autoComplete="username" value={email} readOnly />
      </Field>
      <Field name="name" label="Your name" error={state.fields?.name}>
        <Input autoComplete="name" maxLength={100} defaultValue={state.values?.name ?? name} />
      </Field>
      <NewPasswordField label="Password" guide={guide} error={state.fields?.password} />
      <SubmitButton className="w-full justify-center">Join {account}</SubmitButton>
    </form>
  );
}
