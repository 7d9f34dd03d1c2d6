"use client";

import { browserSupportsWebAuthn, startAuthentication } from "@simplewebauthn/browser";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button";
import { FormErrorSummary } from "../ui/form-error-summary";
import type { ProofActions } from "./proof-actions";
import { sayKeyError } from "./say-key-error";

/** Asks the browser for a security key or passkey. */
export function KeyForm({
  startKey,
  proveWithKey,
  onProved,
}: Pick<ProofActions, "startKey" | "proveWithKey"> & { onProved?: () => void }) {
  const [pending, setPending] = useState(false);
  const [message, setMessage] = useState<string>();

  async function ask() {
    setMessage(undefined);
    if (!browserSupportsWebAuthn()) return setMessage(sayKeyError(null));
    setPending(true);
    try {
      const started = await startKey();
      if (!started.ok) return setMessage(started.error.message);
      const state = await proveWithKey(await startAuthentication({ optionsJSON: started.data }));
      if (state.done) onProved?.();
      else setMessage(state.message);
    } catch (error) {
      setMessage(sayKeyError(error));
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="flex flex-col gap-4">
      {message && <FormErrorSummary title="Not confirmed" errors={[{ message }]} />}
      <p className="text-ink-muted text-sm">
        Your browser asks you to touch your key, or to unlock this device as you usually do.
      </p>
      <Button
        autoFocus
        variant="primary"
        icon={<KeyRound />}
        pending={pending}
        onClick={() => void ask()}
        className="w-full justify-center"
      >
        Use a security key or passkey
      </Button>
    </div>
  );
}
