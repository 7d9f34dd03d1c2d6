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

/** Requires a second factor of this very person, or takes that off again. */
export function RequireFactor({
  member,
  actions,
}: {
  member: { id: string; name: string; secondFactorRequired: boolean; isYou: boolean };
  actions: Pick<MemberActions, "requireFactor" | "releaseFactor">;
}) {
  const { account, can } = useViewer();
  const say = useToast();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const required = member.secondFactorRequired;
  if (required ? !can("grant.manage") || member.isYou : !can("member.invite")) return null;

  async function confirm(reason: string) {
    setPending(true);
    const act = confirmed(required ? actions.releaseFactor : actions.requireFactor);
    const answer = await act(account.slug, { memberId: member.id, reason });
    setPending(false);
    if (!answer.ok) return setError(answer.error);
    setOpen(false);
    setError(undefined);
    say({
      title: required
        ? `A second factor is no longer required of ${member.name} alone`
        : `A second factor is required of ${member.name}`,
    });
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <ConfirmDialog
      trigger={<Button size="sm">{required ? "Require it no longer" : "Require one"}</Button>}
      open={open}
      onOpenChange={(opened) => {
        setOpen(opened);
        setError(undefined);
      }}
      title={
        required
          ? "No longer require a second factor of this person"
          : "Require a second factor of this person"
      }
      consequence={
        required
          ? `Only the account's policy asks ${member.name} for a second factor then. One that is set up stays.`
          : `Nothing opens for ${member.name} until a second factor is set up, from the next click on, also in sessions that are open now and in other accounts.`
      }
      verb={required ? "Require it no longer" : "Require a second factor"}
      danger={required}
      reason={{ required: false, help: "Kept in the activity log." }}
      pending={pending}
      error={error}
      onConfirm={(form) => void confirm(String(form.get("reason") ?? ""))}
    />
  );
}
