import "server-only";
import { textOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { changeName } from "@/lib/auth/own/change-name";
import { changePassword } from "@/lib/auth/passwords/change-password";
import { isName } from "@/lib/auth/person-name";
import { setSessionCookie } from "@/lib/auth/sessions/set-session-cookie";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { sayWait } from "@/lib/auth/sign-in/say-wait";
import { CordonError } from "@/lib/kernel/errors";

export async function changeNameByForm(form: FormData): Promise<FormState> {
  const me = await signedInOrRedirect();
  const name = textOf(form, "name").trim();
  if (!isName(name)) return { values: { name }, fields: { name: "Enter 1 to 100 characters on one line." } };
  await changeName(me, name, await clientAddress());
  return { done: true, values: { name } };
}

export async function changePasswordByForm(form: FormData): Promise<FormState> {
  const me = await signedInOrRedirect();
  const passwords = { old: textOf(form, "oldPassword"), new: textOf(form, "password") };
  const answer = await changePassword(me, passwords, await clientAddress()).catch((error: unknown) => {
    if (error instanceof CordonError && error.code === "step_up_required") return null;
    throw error;
  });
  if (!answer)
    return {
      unproved: true,
      message: "Your last proof is more than five minutes old. Confirm that it is you first.",
    };
  if (answer.outcome === "wrong") return { fields: { oldPassword: "This is not your present password." } };
  if (answer.outcome === "refused") return { fields: { password: answer.why } };
  if (answer.outcome === "throttled")
    return {
      message: `Too many attempts did not succeed. Wait ${sayWait(answer.waitSeconds)}, then try again.`,
    };
  await setSessionCookie(answer.secret);
  return { done: true };
}
