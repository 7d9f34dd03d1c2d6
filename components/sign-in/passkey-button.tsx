"use client";

import { browserSupportsWebAuthn, startAuthentication } from "@simplewebauthn/browser";
import { Fingerprint } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@/lib/auth/factors/answers";
import type { FormState } from "@/lib/auth/form-state";
import type { OwnResult } from "@/lib/auth/own/own-result";
import { sayKeyError } from "../proof/say-key-error";
import { Button } from "../ui/button";
import { FormErrorSummary } from "../ui/form-error-summary";

export interface PasskeyActions {
  start(): Promise<OwnResult<PublicKeyCredentialRequestOptionsJSON>>;
  signIn(response: AuthenticationResponseJSON): Promise<FormState>;
}

/** A passkey is a whole sign-in: it holds the address, and unlocking it shows who is there. */
export function PasskeyButton({ actions, place }: { actions: PasskeyActions; place?: string }) {
  const router = useRouter();
  const [usable, setUsable] = useState(true);
  const [pending, setPending] = useState(false);
  const [message, setMessage] = useState<string>();
  useEffect(() => setUsable(browserSupportsWebAuthn()), []);
  if (!usable) return null;

  async function ask() {
    setPending(true);
    setMessage(undefined);
    try {
      const started = await actions.start();
      if (!started.ok) return setMessage(started.error.message);
      const state = await actions.signIn(await startAuthentication({ optionsJSON: started.data }));
      if (!state.done) return setMessage(state.message);
      router.replace(place ?? "/accounts");
    } catch (error) {
      setMessage(sayKeyError(error));
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="flex flex-col gap-4">
      {message && <FormErrorSummary title="You are not signed in" errors={[{ message }]} />}
      <div className="flex items-center gap-3 text-ink-muted text-xs">
        <span className="h-px flex-1 bg-line" />
        or
        <span className="h-px flex-1 bg-line" />
      </div>
      <Button
        icon={<Fingerprint />}
        pending={pending}
        onClick={() => void ask()}
        className="w-full justify-center"
      >
        Sign in with a passkey
      </Button>
    </div>
  );
}
