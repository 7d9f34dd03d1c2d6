"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { withdrawRequest } from "@/lib/people/withdraw-request";

/** Takes back what one asked for, as long as nobody has decided. */
export function WithdrawRequest({
  request,
  withdraw,
}: {
  request: { id: string; what: string };
  withdraw: ActionOf<typeof withdrawRequest>;
}) {
  const { account } = useViewer();
  const say = useToast();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);

  async function takeBack() {
    setPending(true);
    const answer = await confirmed(withdraw)(account.slug, { requestId: request.id });
    setPending(false);
    say(answer.ok ? { title: "Request taken back" } : { title: answer.error.message, tone: "bad" });
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <Button
      size="sm"
      variant="ghost"
      pending={pending}
      aria-label={`Take back: ${request.what}`}
      onClick={() => void takeBack()}
    >
      Take back
    </Button>
  );
}
