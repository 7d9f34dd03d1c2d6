"use server";

import { revalidatePath } from "next/cache";
import { formOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { removeOwnFactor, renameOwnFactor } from "@/lib/auth/own-factors";
import {
  changeNameByForm,
  changePasswordByForm,
  endOtherSessions,
  endSessionByForm,
} from "@/lib/auth/own-forms";

export async function changeNameAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await changeNameByForm(formOf(form));
  revalidatePath("/you", "layout");
  return state;
}

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await changePasswordByForm(formOf(form));
  revalidatePath("/you", "layout");
  return state;
}

export async function endSessionAction(form: FormData): Promise<void> {
  await endSessionByForm(formOf(form));
  revalidatePath("/you/sessions");
}

export async function endOtherSessionsAction(): Promise<void> {
  await endOtherSessions();
  revalidatePath("/you/sessions");
}

export async function renameFactorAction(given: unknown) {
  const answer = await renameOwnFactor(given);
  revalidatePath("/you/security");
  return answer;
}

export async function removeFactorAction(given: unknown) {
  const answer = await removeOwnFactor(given);
  revalidatePath("/you/security");
  return answer;
}
