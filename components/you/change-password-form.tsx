"use client";

import { useActionState } from "react";
import type { PasswordGuide } from "@/lib/auth/passwords/password-rules";
import { NewPasswordField } from "../sign-in/new-password-field";
import { PasswordInput } from "../sign-in/password-input";
import type { FormAction } from "../sign-in/sign-in-form";
import { Banner } from "../ui/banner";
import { Field } from "../ui/field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { SubmitButton } from "../ui/submit-button";

export function ChangePasswordForm({
  email,
  guide,
  action,
}: {
  email: string;
  guide: PasswordGuide;
  action: FormAction;
}) {
  const [state, send] = useActionState(action, {});
  return (
    <form action={send} className="flex max-w-md flex-col gap-4" noValidate>
      {state.done && (
        <Banner tone="ok" title="Your password is changed." live>
          Your other sessions were ended.
        </Banner>
      )}
      {state.message && (
        <FormErrorSummary title="Your password was not changed" errors={[{ message: state.message }]} />
      )}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field name="oldPassword" label="Present password" error={state.fields?.oldPassword}>
        <PasswordInput autoComplete="current-password" />
      </Field>
      <NewPasswordField guide={guide} error={state.fields?.password} />
      <div>
        <SubmitButton variant="secondary">Change the password</SubmitButton>
      </div>
    </form>
  );
}
