"use client";

import { useActionState } from "react";
import { FormErrorSummary } from "../ui/form-error-summary";
import { SubmitButton } from "../ui/submit-button";
import type { FormAction } from "./sign-in-form";

export function AcceptForm({ account, action }: { account: string; action: FormAction }) {
  const [state, send] = useActionState(action, {});
  return (
    <form action={send} className="flex flex-col gap-4">
      {state.message && <FormErrorSummary title="Not accepted" errors={[{ message: state.message }]} />}
      <SubmitButton className="w-full justify-center">Join {account}</SubmitButton>
    </form>
  );
}
