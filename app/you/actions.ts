"use server";

import { revalidatePath } from "next/cache";
import { formOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { removeOwnFactor, renameOwnFactor } from "@/lib/auth/own/own-factors";
import { changeNameByForm, changePasswordByForm } from "@/lib/auth/own/own-forms";
import type { OwnResult } from "@/lib/auth/own/own-result";
import { endOtherSessions, endOwnSession } from "@/lib/auth/sessions/end-own-sessions";
import type { ActionResult } from "@/lib/operation/action";

/* A page is drawn anew only where something changed: after a refusal it would take what is being typed with it. */

export async function changeNameAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await changeNameByForm(formOf(form));
  if (state.done) revalidatePath("/you", "layout");
  return state;
}

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await changePasswordByForm(formOf(form));
  if (state.done) revalidatePath("/you/sessions");
  return state;
}

export async function endSessionAction(sessionId: string): Promise<ActionResult<{ ended: number }>> {
  return endOwnSession(sessionId);
}

export async function endOtherSessionsAction(): Promise<ActionResult<{ ended: number }>> {
  return endOtherSessions();
}

export async function renameFactorAction(given: unknown): Promise<OwnResult<null>> {
  const answer = await renameOwnFactor(given);
  if (answer.ok) revalidatePath("/you/security");
  return answer;
}

export async function removeFactorAction(given: unknown): Promise<OwnResult<null>> {
  const answer = await removeOwnFactor(given);
  if (answer.ok) revalidatePath("/you/security");
  return answer;
}
