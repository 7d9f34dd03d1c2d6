"use server";

import { redirect } from "next/navigation";
import { confirmByForm, declineByForm } from "@/lib/auth/factor-reset/reset-by-form";
import { formOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";

export async function confirmResetAction(link: string, _: FormState, form: FormData): Promise<FormState> {
  const state = await confirmByForm(String(link), formOf(form));
  if (state.done) redirect("/sign-in?notice=factor-reset");
  return state;
}

export async function declineResetAction(link: string): Promise<FormState> {
  return declineByForm(String(link));
}
