import "server-only";
import { textOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { acceptInvitation } from "@/lib/auth/invitations/accept-invitation";
import { readInvitation } from "@/lib/auth/invitations/read-invitation";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { signInByForm } from "@/lib/auth/sign-in/sign-in-by-form";

/** Accepts as whoever is signed in, or as somebody new, who is signed in with the password just chosen. */
export async function acceptByForm(link: string, form: FormData): Promise<FormState> {
  const signedIn = await currentSession();
  const invitation = await readInvitation(link);
  const name = textOf(form, "name");
  const values = { name };
  const as = signedIn ? { signedIn } : { name, password: textOf(form, "password") };
  const answer = await acceptInvitation(link, as, await clientAddress());
  if (answer.outcome === "refused") return { values, fields: answer.fields };
  if (answer.outcome === "not_yours")
    return { values, message: "This invitation was sent to another address. Sign in with that one." };
  if (answer.outcome === "unusable" || !invitation)
    return { values, message: "This invitation cannot be used any more. Ask for a new one." };
  if (!signedIn) {
    form.set("email", invitation.email);
    await signInByForm(form);
  }
  return { done: true, values: { account: answer.account } };
}
