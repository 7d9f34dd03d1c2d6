"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { retryDisconnect } from "@/lib/containment/retry-disconnect";
import { confirmed } from "../proof/step-up";
import type { ActionOf } from "../shell/operation-types";
import { useViewer } from "../shell/viewer";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";

/** Asks the NAS anew at once, instead of when it would be asked next or not any more. */
export function TryAgain({ deviceId, retry }: { deviceId: string; retry: ActionOf<typeof retryDisconnect> }) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const say = useToast();
  const [pending, setPending] = useState(false);

  async function ask() {
    setPending(true);
    const answer = await confirmed(retry)(account.slug, { deviceId });
    await queries.invalidateQueries({ queryKey: ["devices", "containment"] });
    setPending(false);
    if (!answer.ok) say({ title: answer.error.message, tone: "bad" });
  }

  return (
    <Button size="sm" pending={pending} onClick={() => void ask()}>
      Try again now
    </Button>
  );
}
