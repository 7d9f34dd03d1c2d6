"use server";

import { revalidatePath } from "next/cache";
import { formOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import {
  changeNameByForm,
  changePasswordByForm,
  endOtherSessions,
  endSessionByForm,
} from "@/lib/auth/own-forms";

export async function changeNameAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await changeNameByForm(formOf(form));
  revalidatePath("/you");
  return state;
}

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await changePasswordByForm(formOf(form));
  revalidatePath("/you");
  return state;
}

export async function endSessionAction(form: FormData): Promise<void> {
  await endSessionByForm(formOf(form));
  revalidatePath("/you");
}

export async function endOtherSessionsAction(): Promise<void> {
  await endOtherSessions();
  revalidatePath("/you");
}
