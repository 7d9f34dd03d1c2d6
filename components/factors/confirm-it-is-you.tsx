"use client";

import { ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { proveNow } from "../proof/step-up";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";

/** Stands in place of what only somebody sees who showed just now who they are. */
export function ConfirmItIsYou({ children }: { children: string }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function confirm() {
    setPending(true);
    const proved = await proveNow();
    setPending(false);
    if (proved) router.refresh();
  }

  return (
    <Panel>
      <EmptyState
        icon={<ShieldCheck />}
        title="Confirm that it is you"
        action={
          <Button variant="primary" pending={pending} onClick={() => void confirm()}>
            Confirm
          </Button>
        }
      >
        {children}
      </EmptyState>
    </Panel>
  );
}
