import "server-only";
import { confirmFactorReset } from "@/lib/auth/factor-reset/confirm-factor-reset";
import { declineFactorReset } from "@/lib/auth/factor-reset/decline-factor-reset";
import { textOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { sayWait } from "@/lib/auth/sign-in/say-wait";

const gone = "This link cannot be used any more. Nothing was changed.";

const tooSoon =
  "Your password was set by mail within the last day. Mail alone must not remove a second factor, so ask your administrator again a day after that. Nothing was changed.";

export async function confirmByForm(link: string, form: FormData): Promise<FormState> {
  const password = textOf(form, "password");
  if (!password) return { fields: { password: "Enter your password." } };
  const answer = await confirmFactorReset(link, password, await clientAddress());
  if (answer.outcome === "done") return { done: true };
  if (answer.outcome === "wrong") return { fields: { password: "This is not your password." } };
  if (answer.outcome === "too_soon") return { message: tooSoon };
  if (answer.outcome === "throttled")
    return { message: `Too many attempts. Wait ${sayWait(answer.waitSeconds)}, then try again.` };
  return { message: gone };
}

export async function declineByForm(link: string): Promise<FormState> {
  return (await declineFactorReset(link, await clientAddress())) ? { done: true } : { message: gone };
}
