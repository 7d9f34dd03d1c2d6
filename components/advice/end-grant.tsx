"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AdviceActions } from "@/components/advice/advice-actions";
import { AccessPreview } from "@/components/people/access-preview";
import { sayScope } from "@/components/people/scope-words";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Panel } from "@/components/ui/panel";
import type { FindingTold } from "@/lib/advice/tell-finding";
import type { VisibleError } from "@/lib/kernel/errors";

/** Ends a grant, with what it gives now, and will not give any more, in the same dialog. */
export function EndGrant({
  grant,
  member,
  revoke,
}: {
  grant: NonNullable<FindingTold["grant"]>;
  member: { name: string; isYou: boolean };
  revoke: AdviceActions["revoke"];
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
      trigger={<Button size="sm">End this grant</Button>}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      title={`End ${grant.role.name} of ${member.name}`}
      consequence={`${member.isYou ? "You lose" : `${member.name} loses`} what this grant gives, in: ${sayScope(grant)}.`}
      also={["Takes effect with the next request.", "Other grants of this person stay as they are."]}
      verb="End this grant"
      danger
      pending={pending}
      error={error}
      onConfirm={() => void confirm()}
    >
      {open && grant.hiddenGroups === 0 && (
        <Panel title="What ends" level={3}>
          <AccessPreview
            choice={{
              roleId: grant.role.id,
              where: grant.wholeAccount ? "account" : "groups",
              groups: grant.groups,
              until: "",
            }}
          />
        </Panel>
      )}
    </ConfirmDialog>
  );
}
