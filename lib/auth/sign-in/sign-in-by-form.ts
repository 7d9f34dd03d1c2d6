import "server-only";
import { withAuthDb } from "@/db/auth";
import { textOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { endSessions } from "@/lib/auth/sessions/end-session";
import { signIn } from "@/lib/auth/sign-in/next-auth";
import { sayWait } from "@/lib/auth/sign-in/say-wait";

/** Signs in with what the form holds and sets the cookie, or says why not: never whether the address is known. */
export async function signInByForm(form: FormData): Promise<FormState> {
  const values = { email: textOf(form, "email") };
  const password = textOf(form, "password");
  if (!values.email.trim() || !password)
    return {
      values,
      fields: {
        ...(values.email.trim() ? {} : { email: "Enter your e-mail address." }),
        ...(password ? {} : { password: "Enter your password." }),
      },
    };
  const before = await currentSession();
  try {
    await signIn("credentials", { email: values.email, password, redirect: false });
  } catch (error) {
    // the class's name does not survive the production build, its type does
    const { type, code } = error as { type?: string; code?: string };
    if (type !== "CredentialsSignin") throw error;
    const wait = /^wait-(\d+)$/.exec(code ?? "")?.[1];
    return {
      values,
      message: wait
        ? `Too many attempts did not succeed. Wait ${sayWait(Number(wait))}, then try again, or ask for a new password.`
        : "The e-mail address or the password is not right.",
    };
  }
  if (before)
    await withAuthDb((db) => endSessions(db, before.userId, { only: before.sessionId }, "signed in anew"));
  return { done: true };
}
