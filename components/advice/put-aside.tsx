"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AdviceActions } from "@/components/advice/advice-actions";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FindingKind } from "@/lib/advice/finding";
import type { VisibleError } from "@/lib/kernel/errors";

export type Dismissible = Exclude<FindingKind, "elevated">;

interface Subject {
  kind: Dismissible;
  subjectId: string;
}

/** Decides to live with a finding for a while, and says why. */
export function PutAside({
  subject: { kind, subjectId },
  words,
  days,
  dismiss,
}: {
  subject: Subject;
  words: string;
  days: number;
  dismiss: AdviceActions["dismiss"];
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function confirm(reason: string) {
    setPending(true);
    const answer = await confirmed(dismiss)(account.slug, { kind, subjectId, reason });
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setOpen(false);
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          Put aside
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      title={`Put this aside for ${days} days`}
      consequence={words}
      also={["Nobody's access changes.", `After ${days} days it is asked again.`]}
      reason={{ label: "Why it stays as it is", required: true }}
      verb="Put aside"
      pending={pending}
      error={error}
      onConfirm={(form) => void confirm(String(form.get("reason") ?? ""))}
    />
  );
}

export function TakeUpAgain({
  subject: { kind, subjectId },
  restore,
}: {
  subject: Subject;
  restore: AdviceActions["restore"];
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);

  async function send() {
    setPending(true);
    await confirmed(restore)(account.slug, { kind, subjectId });
    setPending(false);
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <Button size="sm" pending={pending} onClick={() => void send()}>
      Take up again
    </Button>
  );
}
