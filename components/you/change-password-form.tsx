"use client";

import { type FormEvent, useActionState, useState } from "react";
import type { FormState } from "@/lib/auth/form-state";
import type { PasswordGuide } from "@/lib/auth/passwords/password-rules";
import { proveNow } from "../proof/step-up";
import { NewPasswordField } from "../sign-in/new-password-field";
import { PasswordInput } from "../sign-in/password-input";
import type { FormAction } from "../sign-in/sign-in-form";
import { Banner } from "../ui/banner";
import { Field } from "../ui/field";
import { useFocusWrongField } from "../ui/focus-wrong-field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { SubmitButton } from "../ui/submit-button";

const silent: FormState = { message: "The portal did not answer. Try again in a moment." };

/** Outside of React's transitions, which would empty what is typed, and hold back the dialog that asks for a proof. */
export function ChangePasswordForm({
  email,
  guide,
  action,
}: {
  email: string;
  guide: PasswordGuide;
  action: FormAction;
}) {
  const [first, send] = useActionState(action, {});
  const [answer, setAnswer] = useState<FormState>();
  const [pending, setPending] = useState(false);
  const state = answer ?? first;
  useFocusWrongField(state);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    const typed = new FormData(form);
    setPending(true);
    let answered = await action({}, typed).catch(() => silent);
    if (answered.unproved && (await proveNow())) answered = await action({}, typed).catch(() => silent);
    setPending(false);
    setAnswer(answered);
    if (answered.done) form.reset();
  }

  return (
    <form
      action={send}
      onSubmit={(event) => void submit(event)}
      className="flex max-w-md flex-col gap-4"
      noValidate
    >
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
        <SubmitButton variant="secondary" pending={pending}>
          Change the password
        </SubmitButton>
      </div>
    </form>
  );
}
