"use client";

import { useActionState } from "react";
import type { FormState } from "@/lib/auth/form-state";
import { Banner } from "../ui/banner";
import { Field } from "../ui/field";
import { useFocusWrongField } from "../ui/focus-wrong-field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { SubmitButton } from "../ui/submit-button";
import { PasswordInput } from "./password-input";
import type { FormAction } from "./sign-in-form";

/** Confirm with the password, or say that one did not ask. */
export function FactorResetForm({
  email,
  confirm,
  decline,
}: {
  email: string;
  confirm: FormAction;
  decline: () => Promise<FormState>;
}) {
  const [state, send] = useActionState(confirm, {});
  useFocusWrongField(state);
  const [declined, refuse] = useActionState(decline, {});
  if (declined.done)
    return (
      <Banner tone="ok" live title="The reset is cancelled">
        Nothing was changed, and whoever asked for it is told. If somebody asked you for this link or for your
        password, tell an administrator of your account.
      </Banner>
    );
  const message = state.message ?? declined.message;
  return (
    <>
      <div className="text-sm">
        <p className="font-medium">If you confirm</p>
        <ul className="mt-1 list-disc space-y-1 pl-4 text-ink-muted marker:text-ink-faint">
          <li>
            every authenticator app, security key, passkey and phone of your sign-in is removed, with your
            recovery codes
          </li>
          <li>all your sessions end, in every account you belong to</li>
          <li>you sign in with your password and set up a new second factor</li>
        </ul>
      </div>
      <form action={send} className="flex flex-col gap-4" noValidate>
        {message && <FormErrorSummary title="Nothing was changed" errors={[{ message }]} />}
        {/* tells a password manager whose password this is */}
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field
          name="password"
          label="Your password"
          error={state.fields?.password}
          help="The mail alone is not enough, so that nobody who reads it can do this for you."
        >
          <PasswordInput autoComplete="current-password" />
        </Field>
        <SubmitButton className="w-full justify-center">Reset my second factor</SubmitButton>
      </form>
      <form action={refuse} className="border-line border-t pt-4">
        <SubmitButton variant="secondary" className="w-full justify-center">
          I did not ask for this
        </SubmitButton>
      </form>
    </>
  );
}
