"use client";

import { useCallback, useRef, useState } from "react";
import type { OwnResult } from "@/lib/auth/own/own-result";
import type { VisibleError } from "@/lib/kernel/errors";
import { confirmed } from "../proof/step-up";

/** Asks the server one thing at a time, with the prompt to confirm who it is where that is due; keeps what went wrong. */
export function useAsk() {
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  const ask = useCallback(
    async <Output>(action: () => Promise<OwnResult<Output>>): Promise<{ data: Output } | null> => {
      if (busy.current) return null;
      busy.current = true;
      setPending(true);
      setError(undefined);
      const answer = await confirmed(action)();
      busy.current = false;
      setPending(false);
      if (answer.ok) return { data: answer.data };
      setError(answer.error);
      return null;
    },
    [],
  );

  return { ask, pending, error, setError };
}
