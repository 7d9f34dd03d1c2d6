"use client";

import { useActionState } from "react";
import type { FormAction } from "../sign-in/sign-in-form";
import { Banner } from "../ui/banner";
import { Field } from "../ui/field";
import { useFocusWrongField } from "../ui/focus-wrong-field";
import { Input } from "../ui/input";
import { SubmitButton } from "../ui/submit-button";

export function NameForm({ name, action }: { name: string; action: FormAction }) {
  const [state, send] = useActionState(action, {});
  useFocusWrongField(state);
  return (
    <form action={send} className="flex max-w-md flex-col gap-4" noValidate>
      {state.done && <Banner tone="ok" title="Your name is changed." live />}
      <Field name="name" label="Your name" error={state.fields?.name}>
        <Input autoComplete="name" maxLength={100} defaultValue={state.values?.name ?? name} />
      </Field>
      <div>
        <SubmitButton variant="secondary">Save the name</SubmitButton>
      </div>
    </form>
  );
}
