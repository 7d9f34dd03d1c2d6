"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { useToast } from "@/components/ui/toast";
import type { VisibleError } from "@/lib/kernel/errors";
import type { ActionResult } from "@/lib/operation/action";

/** One step in a review: done, it closes its dialog; refused, it says why, and the page behind shows what is true now. */
export function useDecide<Input, Data>(
  action: (account: string, input: Input) => Promise<ActionResult<Data>>,
  onDone: () => void,
  said?: string,
) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function decide(input: Input): Promise<VisibleError | undefined> {
    setPending(true);
    setError(undefined);
    const answer = await confirmed(action)(account.slug, input);
    setPending(false);
    await queries.invalidateQueries({ queryKey: ["people"] });
    if (answer.ok) {
      if (said) toast({ title: said, tone: "ok" });
      onDone();
      return undefined;
    }
    const [first] = Object.values(answer.error.fields ?? {});
    setError({ ...answer.error, message: first ?? answer.error.message });
    return answer.error;
  }
  return { pending, error, decide };
}
