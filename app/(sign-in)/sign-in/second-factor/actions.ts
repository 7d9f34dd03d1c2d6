"use server";

import type {
  AuthenticationResponseJSON,
  PhoneChannel,
  PublicKeyCredentialRequestOptionsJSON,
  WaysToProve,
} from "@/lib/auth/factors/answers";
import { formOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import type { OwnResult } from "@/lib/auth/own/own-result";
import { proveByForm, proveByKey } from "@/lib/auth/own/prove-by-form";
import { sendProofCode, startProofWithKey, waysOfSession } from "@/lib/auth/own/prove-by-session";

export async function waysToProveAction(): Promise<OwnResult<WaysToProve>> {
  return waysOfSession();
}

export async function proveAction(_: FormState, form: FormData): Promise<FormState> {
  return proveByForm(formOf(form));
}

export async function startKeyProofAction(): Promise<OwnResult<PublicKeyCredentialRequestOptionsJSON>> {
  return startProofWithKey();
}

export async function proveWithKeyAction(response: AuthenticationResponseJSON): Promise<FormState> {
  return proveByKey(response);
}

export async function sendProofCodeAction(
  phoneId: string,
  channel: PhoneChannel,
): Promise<OwnResult<{ hint: string; expiresAt: string }>> {
  return sendProofCode(phoneId, channel);
}
