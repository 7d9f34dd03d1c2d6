"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/lib/auth/form-state";
import { signInByForm } from "@/lib/auth/sign-in-by-form";

export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await signInByForm(form);
  if (state.done) redirect("/accounts");
  return state;
}
