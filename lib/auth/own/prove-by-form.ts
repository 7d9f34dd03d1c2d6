import "server-only";
import type { AuthenticationResponseJSON, ProofAnswer } from "@/lib/auth/factors/answers";
import { proveWithCode } from "@/lib/auth/factors/prove-with-code";
import { proveWithKey } from "@/lib/auth/factors/prove-with-key";
import { proveWithPassword } from "@/lib/auth/factors/prove-with-password";
import { textOf } from "@/lib/auth/form-fields";
import type { FormState } from "@/lib/auth/form-state";
import { currentSession } from "@/lib/auth/sessions/current-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { setSessionCookie } from "@/lib/auth/sessions/set-session-cookie";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { sayWait } from "@/lib/auth/sign-in/say-wait";

const asks: Record<string, string> = {
  app: "Enter the six digits your app shows.",
  phone: "Enter the six digits of the message.",
  recovery: "Enter one of your recovery codes.",
  password: "Enter your password.",
};

/** Proves who holds this session with what was typed, and hands the browser the session's new secret. */
export async function proveByForm(form: FormData): Promise<FormState> {
  const kind = textOf(form, "kind");
  const typed = textOf(form, "proof");
  if (!typed.trim()) return { fields: { proof: asks[kind] ?? "Enter something to prove who you are." } };
  return withSession((me, address) => {
    if (kind === "password") return proveWithPassword(me, typed, address);
    if (kind === "app" || kind === "phone" || kind === "recovery")
      return proveWithCode(me, { kind, code: typed }, address);
    return Promise.resolve({ outcome: "gone" });
  });
}

/** The same with a security key or passkey. */
export const proveByKey = (response: AuthenticationResponseJSON): Promise<FormState> =>
  withSession((me, address) => proveWithKey(me, response, address));

async function withSession(
  prove: (me: SignedIn, address: string | null) => Promise<ProofAnswer>,
): Promise<FormState> {
  const me = await currentSession();
  if (!me) return { message: "Your session is over. Sign in again." };
  const answer = await prove(me, await clientAddress());
  if (answer.outcome !== "done") return say(answer);
  await setSessionCookie(answer.secret);
  return { done: true };
}

function say(answer: Exclude<ProofAnswer, { outcome: "done" }>): FormState {
  switch (answer.outcome) {
    case "wrong":
      return { fields: { proof: answer.hint ? `${answer.message} ${answer.hint}` : answer.message } };
    case "throttled":
      return {
        message: `Too many attempts did not succeed. Wait ${sayWait(answer.waitSeconds)}, then try again.`,
      };
    case "disabled":
      return {
        message:
          "This way was tried too often without success and is closed. Use another, or ask an administrator of your account to reset your second factor.",
      };
    case "gone":
      return {
        message: "There is nothing open that this answers. Ask for a new code, or choose another way.",
      };
  }
}
