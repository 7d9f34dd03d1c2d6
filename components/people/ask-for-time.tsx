"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dayOf } from "@/components/people/access-choice";
import { EndField, endOfDay } from "@/components/people/end-field";
import type { OwnAccessView, RequestAction } from "@/components/people/own-access";
import { sayScope } from "@/components/people/scope-words";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import type { VisibleError } from "@/lib/kernel/errors";

/** Asks for a later end of a grant of one's own. */
export function AskForTime({
  grant,
  request,
  startOpen,
}: {
  grant: OwnAccessView["grants"][number];
  request: RequestAction;
  startOpen: boolean;
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const say = useToast();
  const suggested = dayOf(grant.suggestedEnd);
  const [open, setOpen] = useState(startOpen);
  const [day, setDay] = useState(suggested);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function confirm(reason: string) {
    setPending(true);
    const until = day === suggested && grant.suggestedEnd ? grant.suggestedEnd : endOfDay(day);
    const answer = await request(account.slug, { kind: "extension", grantId: grant.id, until, reason });
    setPending(false);
    if (!answer.ok)
      return setError({
        ...answer.error,
        message: answer.error.fields?.until ?? answer.error.fields?.reason ?? answer.error.message,
      });
    setOpen(false);
    say({ title: "You asked for more time", detail: "Those who may give it were written to." });
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <ConfirmDialog
      trigger={<Button size="sm">Ask for more time</Button>}
      open={open}
      onOpenChange={(opened) => {
        setOpen(opened);
        setError(undefined);
      }}
      title="Ask for more time"
      consequence={`${grant.role}, ${sayScope(grant)}. Those who may extend it get a mail, and you get one when it is decided.`}
      reason={{ required: true, help: "Read by those who decide, and kept in the activity log." }}
      verb="Ask for more time"
      pending={pending}
      error={error}
      onConfirm={(form) => void confirm(String(form.get("reason") ?? ""))}
    >
      <EndField name="until" label="Until" day={day} onDay={setDay} after={grant.endsAt} />
    </ConfirmDialog>
  );
}
