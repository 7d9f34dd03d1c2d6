"use client";

import { useActionState } from "react";
import type { FormState } from "@/lib/auth/form-state";
import { Field } from "../ui/field";
import { useFocusWrongField } from "../ui/focus-wrong-field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { Input } from "../ui/input";
import { SubmitButton } from "../ui/submit-button";
import { TextLink } from "../ui/text-link";
import { PasswordInput } from "./password-input";

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

type Props = {
  action: FormAction;
  /** With an address given, only the password is asked for. */
  email?: string;
  /** Where to go once signed in. */
  place?: string;
};

export function SignInForm({ action, email, place }: Props) {
  const [state, send] = useActionState(action, {});
  useFocusWrongField(state);
  return (
    <form action={send} className="flex flex-col gap-4" noValidate>
      {place && <input type="hidden" name="place" value={place} />}
      {state.message && (
        <FormErrorSummary title="You are not signed in" errors={[{ message: state.message }]} />
      )}
      <Field name="email" label="E-mail address" error={state.fields?.email}>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={!email}
          readOnly={Boolean(email)}
          defaultValue={email ?? state.values?.email}
        />
      </Field>
      <Field
        name="password"
        label="Password"
        error={state.fields?.password}
        aside={<TextLink href="/forgotten-password">Forgotten?</TextLink>}
      >
        <PasswordInput autoComplete="current-password" />
      </Field>
      <SubmitButton className="w-full justify-center">Sign in</SubmitButton>
    </form>
  );
}
