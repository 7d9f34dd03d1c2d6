"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MemberActions } from "@/components/people/people-actions";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import type { VisibleError } from "@/lib/kernel/errors";

/** Asks the member to confirm; nothing of theirs changes before that. */
export function RequestReset({
  member,
  again,
  request,
}: {
  member: { id: string; name: string; email: string };
  again: boolean;
  request: MemberActions["requestReset"];
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const say = useToast();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function confirm(reason: string) {
    setPending(true);
    const answer = await confirmed(request)(account.slug, { memberId: member.id, reason });
    setPending(false);
    if (!answer.ok)
      return setError({ ...answer.error, message: answer.error.fields?.reason ?? answer.error.message });
    setOpen(false);
    say({ title: `${member.name} was asked to confirm`, detail: `A mail went to ${member.email}.` });
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <ConfirmDialog
      trigger={<Button size="sm">{again ? "Ask again" : "Reset the second factor"}</Button>}
      open={open}
      onOpenChange={(opened) => {
        setOpen(opened);
        setError(undefined);
      }}
      title={`Reset the second factor of ${member.name}`}
      consequence={`For somebody who lost every factor and every recovery code. ${member.name} gets a mail, and confirms with the password within 24 hours. Nothing changes before that.`}
      also={[
        "Then all second factors and recovery codes of this person are removed, in every account they belong to.",
        "All their sessions end. Nobody is signed in by it, you least of all.",
        ...(again ? ["The link that was mailed before stops working."] : []),
        "Make sure on a way you know that it is really this person who asks you.",
      ]}
      reason={{ required: true, help: "Told to the person, and kept in the activity log." }}
      verb="Ask for confirmation"
      pending={pending}
      error={error}
      onConfirm={(form) => void confirm(String(form.get("reason") ?? ""))}
    />
  );
}
