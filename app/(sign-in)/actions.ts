"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@/lib/auth/factors/answers";
import { formOf, textOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { acceptByForm } from "@/lib/auth/invitations/accept-by-form";
import type { OwnResult } from "@/lib/auth/own/own-result";
import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { resetByForm } from "@/lib/auth/passwords/reset-by-form";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { signOut } from "@/lib/auth/sign-in/next-auth";
import { readPlace } from "@/lib/auth/sign-in/place";
import { signInByForm } from "@/lib/auth/sign-in/sign-in-by-form";
import { signInByPasskey, startPasskey } from "@/lib/auth/sign-in/sign-in-by-passkey";

export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  const entered = formOf(form);
  const state = await signInByForm(entered);
  if (state.done) redirect(readPlace(textOf(entered, "place")) ?? "/accounts");
  return state;
}

export async function signOutAction(): Promise<void> {
  await signOut({ redirect: false });
  redirect("/sign-in?notice=signed-out");
}

/** Answers alike and as fast for everybody: what depends on the address happens after the answer. */
export async function forgottenPasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const email = textOf(formOf(form), "email").trim();
  if (!email) return { fields: { email: "Enter your e-mail address." } };
  const address = await clientAddress();
  after(() => requestPasswordReset(email, address));
  return { done: true, values: { email } };
}

export async function resetPasswordAction(token: string, _: FormState, form: FormData): Promise<FormState> {
  const state = await resetByForm(String(token), formOf(form));
  if (state.done) redirect("/sign-in?notice=password-reset");
  return state;
}

/** Signs the invited person in with the sign-in they have, and comes back to the invitation. */
export async function signInToAcceptAction(
  link: string,
  email: string,
  _: FormState,
  given: FormData,
): Promise<FormState> {
  const form = formOf(given);
  form.set("email", String(email));
  const state = await signInByForm(form);
  if (state.done) redirect(`/invitation/${encodeURIComponent(link)}`);
  return state;
}

export async function acceptInvitationAction(link: string, _: FormState, form: FormData): Promise<FormState> {
  const state = await acceptByForm(String(link), formOf(form));
  if (state.done) redirect(`/${state.values?.account}`);
  return state;
}

export async function startPasskeyAction(): Promise<OwnResult<PublicKeyCredentialRequestOptionsJSON>> {
  return startPasskey();
}

export async function signInWithPasskeyAction(response: AuthenticationResponseJSON): Promise<FormState> {
  return signInByPasskey(response);
}
