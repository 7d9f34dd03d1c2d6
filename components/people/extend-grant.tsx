"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { dayOf } from "@/components/people/access-choice";
import { EndField, endOfDay } from "@/components/people/end-field";
import type { MemberActions } from "@/components/people/people-actions";
import { type GrantScope, sayScope } from "@/components/people/scope-words";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import type { VisibleError } from "@/lib/kernel/errors";

interface Extendable extends GrantScope {
  id: string;
  version: number;
  role: { name: string };
  endsAt: string | null;
  suggestedEnd: string | null;
}

/** Lets a grant last longer: the same length again, or until another day. */
export function ExtendGrant({
  trigger,
  grant,
  member,
  extend,
  startOpen = false,
}: {
  trigger: ReactNode;
  grant: Extendable;
  member: { name: string };
  extend: MemberActions["extend"];
  startOpen?: boolean;
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const say = useToast();
  const suggested = dayOf(grant.suggestedEnd);
  const [open, setOpen] = useState(startOpen);
  const [day, setDay] = useState(suggested);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function confirm() {
    setPending(true);
    // the suggested day keeps its exact moment
    const endsAt = day === suggested && grant.suggestedEnd ? grant.suggestedEnd : endOfDay(day);
    const answer = await confirmed(extend)(account.slug, {
      grantId: grant.id,
      version: grant.version,
      endsAt,
    });
    setPending(false);
    await queries.invalidateQueries({ queryKey: ["people"] });
    if (!answer.ok) return setError(answer.error);
    setOpen(false);
    say({ title: "The grant was extended", detail: `${member.name} was told by mail.` });
  }

  return (
    <ConfirmDialog
      trigger={trigger}
      open={open}
      onOpenChange={(opened) => {
        setOpen(opened);
        setError(undefined);
        setDay(suggested);
      }}
      title={`Extend a grant of ${member.name}`}
      consequence={`${grant.role.name}, ${sayScope(grant)}. Nothing but its end changes.`}
      also={["You must hold all that it gives until the new end.", `${member.name} gets a mail.`]}
      verb="Extend the grant"
      pending={pending}
      error={error && { ...error, message: error.fields?.endsAt ?? error.message }}
      onConfirm={() => void confirm()}
    >
      <EndField
        label="New end"
        day={day}
        onDay={setDay}
        after={grant.endsAt}
        help="Suggested: the same length again. The last day counts whole, in your time zone."
      />
    </ConfirmDialog>
  );
}
