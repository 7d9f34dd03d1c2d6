"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RequestActions } from "@/components/people/people-actions";
import type { RequestView } from "@/components/people/request-page";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { VisibleError } from "@/lib/kernel/errors";

export function RefuseRequest({
  request,
  refuse,
}: {
  request: RequestView;
  refuse: RequestActions["refuse"];
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function confirm(answer: string) {
    setPending(true);
    const decided = await confirmed(refuse)(account.slug, { requestId: request.id, answer });
    setPending(false);
    if (!decided.ok)
      return setError({ ...decided.error, message: decided.error.fields?.answer ?? decided.error.message });
    setOpen(false);
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <ConfirmDialog
      trigger={<Button>Refuse</Button>}
      open={open}
      onOpenChange={(opened) => {
        setOpen(opened);
        setError(undefined);
      }}
      title={`Refuse what ${request.asker.name} asks for`}
      consequence={`${request.what}. Nothing changes for ${request.asker.name}, who may ask again.`}
      reason={{ required: true, help: "Goes to the person by mail, and is kept in the activity log." }}
      verb="Refuse the request"
      pending={pending}
      error={error}
      onConfirm={(form) => void confirm(String(form.get("reason") ?? ""))}
    />
  );
}
