"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MemberActions } from "@/components/people/people-actions";
import { type GrantScope, sayScope } from "@/components/people/scope-words";
import { DraftPreview } from "@/components/preview/draft-preview";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Panel } from "@/components/ui/panel";
import type { VisibleError } from "@/lib/kernel/errors";

export function RevokeGrant({
  grant,
  member,
  revoke,
}: {
  grant: GrantScope & { id: string; role: { name: string } };
  member: { name: string; isYou: boolean };
  revoke: MemberActions["revoke"];
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function confirm() {
    setPending(true);
    const answer = await confirmed(revoke)(account.slug, { grantId: grant.id });
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setOpen(false);
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <ConfirmDialog
      trigger={<Button size="sm">Revoke</Button>}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      title={`Revoke ${grant.role.name} of ${member.name}`}
      consequence={`${member.isYou ? "You lose" : `${member.name} loses`} what this grant gives, in: ${sayScope(grant)}.`}
      also={["Takes effect with the next request.", "Other grants of this person stay as they are."]}
      verb="Revoke the grant"
      danger
      pending={pending}
      error={error}
      onConfirm={() => void confirm()}
    >
      {open && (
        <Panel title="Before and after" level={3}>
          <DraftPreview
            draft={{ of: "grant", input: { kind: "revoke", grantId: grant.id } }}
            waiting={null}
          />
        </Panel>
      )}
    </ConfirmDialog>
  );
}
