import "server-only";
import { textOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { resetPassword } from "@/lib/auth/passwords/reset-password";
import { clientAddress } from "@/lib/auth/sign-in/client-address";

export async function resetByForm(token: string, form: FormData): Promise<FormState> {
  const answer = await resetPassword(token, textOf(form, "password"), await clientAddress());
  if (answer.outcome === "done") return { done: true };
  if (answer.outcome === "refused") return { fields: { password: answer.why } };
  return { message: "This link cannot be used any more. Ask for a new one." };
}
