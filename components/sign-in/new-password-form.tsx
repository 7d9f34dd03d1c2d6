"use client";

import { useActionState } from "react";
import type { PasswordGuide } from "@/lib/auth/passwords/password-rules";
import { useFocusWrongField } from "../ui/focus-wrong-field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { SubmitButton } from "../ui/submit-button";
import { NewPasswordField } from "./new-password-field";
import type { FormAction } from "./sign-in-form";

export function NewPasswordForm({
  email,
  guide,
  action,
}: {
  email: string;
  guide: PasswordGuide;
  action: FormAction;
}) {
  const [state, send] = useActionState(action, {});
  useFocusWrongField(state);
  return (
    <form action={send} className="flex flex-col gap-4" noValidate>
      {state.message && (
        <FormErrorSummary title="Your password was not changed" errors={[{ message: state.message }]} />
      )}
      {/* tells a password manager whose password this is */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField guide={guide} error={state.fields?.password} />
      <SubmitButton className="w-full justify-center">Set the new password</SubmitButton>
    </form>
  );
}
