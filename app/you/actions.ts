"use server";

import { revalidatePath } from "next/cache";
import { endOtherSessions, endOwnSession } from "@/lib/auth/end-own-sessions";
import { formOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { changeNameByForm, changePasswordByForm } from "@/lib/auth/own-forms";
import type { ActionResult } from "@/lib/operation/action";

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

export async function endSessionAction(sessionId: string): Promise<ActionResult<{ ended: number }>> {
  return endOwnSession(sessionId);
}

export async function endOtherSessionsAction(): Promise<ActionResult<{ ended: number }>> {
  return endOtherSessions();
}
