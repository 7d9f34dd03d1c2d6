"use client";

import { useActionState } from "react";
import { Banner } from "../ui/banner";
import { Field } from "../ui/field";
import { useFocusWrongField } from "../ui/focus-wrong-field";
import { Input } from "../ui/input";
import { SubmitButton } from "../ui/submit-button";
import type { FormAction } from "./sign-in-form";

export function ForgottenPasswordForm({ action }: { action: FormAction }) {
  const [state, send] = useActionState(action, {});
  useFocusWrongField(state);
  if (state.done)
    return (
      <Banner tone="ok" title="Look into your mailbox" live>
        If {state.values?.email} signs in here, a link is on its way to it. It works once, for 30 minutes.
        Nothing there? Look among unwanted mail, or ask an administrator which address you were invited with.
      </Banner>
    );
  return (
    <form action={send} className="flex flex-col gap-4" noValidate>
      <Field name="email" label="E-mail address" error={state.fields?.email}>
        <Input type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
      </Field>
      <SubmitButton className="w-full justify-center">Send the link</SubmitButton>
    </form>
  );
}
