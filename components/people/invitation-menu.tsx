"use client";

import { useQueryClient } from "@tanstack/react-query";
import { MailX, MoreHorizontal, Send } from "lucide-react";
import { useState } from "react";
import type { InvitationActions } from "@/components/people/people-actions";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/toast";
import type { VisibleError } from "@/lib/kernel/errors";
import type { PersonRow } from "@/lib/people/list-members";

/** What can be done about somebody who has not answered. */
export function InvitationMenu({
  invitation,
  actions,
}: {
  invitation: PersonRow;
  actions: InvitationActions;
}) {
  const { account } = useViewer();
  const say = useToast();
  const queries = useQueryClient();
  const [revoking, setRevoking] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const refresh = () => queries.invalidateQueries({ queryKey: ["people"] });

  async function renew() {
    const answer = await confirmed(actions.renew)(account.slug, { invitationId: invitation.id });
    if (answer.ok) say({ title: `Invitation sent again to ${invitation.email}` });
    else say({ title: answer.error.message, tone: "bad" });
    await refresh();
  }

  async function revoke() {
    setPending(true);
    const answer = await confirmed(actions.takeBack)(account.slug, { invitationId: invitation.id });
    setPending(false);
    if (!answer.ok) return setError(answer.error);
    setRevoking(false);
    say({ title: `Invitation of ${invitation.email} revoked` });
    await refresh();
  }

  return (
    <>
      <DropdownMenu
        trigger={<IconButton label={`Invitation of ${invitation.email}`} icon={<MoreHorizontal />} />}
      >
        <MenuItem icon={<Send />} onSelect={() => void renew()}>
          Send again
        </MenuItem>
        <MenuItem icon={<MailX />} danger onSelect={() => setRevoking(true)}>
          Revoke the invitation
        </MenuItem>
      </DropdownMenu>
      <ConfirmDialog
        open={revoking}
        onOpenChange={setRevoking}
        title="Revoke the invitation"
        consequence={`The link that was sent to ${invitation.email} stops working.`}
        verb="Revoke the invitation"
        danger
        pending={pending}
        error={error}
        onConfirm={() => void revoke()}
      />
    </>
  );
}
