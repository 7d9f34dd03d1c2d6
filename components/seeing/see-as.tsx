"use client";

import { useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { VisibleError } from "@/lib/kernel/errors";
import type { seeAs } from "@/lib/seeing/see-as";

/** Opens the account as this member sees it. */
export function SeeAs({
  member,
  see,
}: {
  member: { id: string; name: string };
  see: ActionOf<typeof seeAs>;
}) {
  const { account } = useViewer();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function confirm(reason: string) {
    setPending(true);
    const answer = await confirmed(see)(account.slug, { memberId: member.id, reason });
    // nothing that this page has read may be shown as somebody else's
    if (answer.ok) return window.location.assign(`/${account.slug}`);
    setPending(false);
    setError(answer.error);
  }

  return (
    <ConfirmDialog
      trigger={<Button>See as {member.name}</Button>}
      onOpenChange={() => setError(undefined)}
      title={`See ${account.name} as ${member.name}`}
      consequence={`For 30 minutes this account looks to you as it does to ${member.name}. Nothing can be done meanwhile.`}
      also={[
        "You see nothing that you may not see yourself.",
        "It holds in every tab of this browser. Other accounts and your own pages stay yours.",
        `The activity log says when you began and when you stopped. Nothing changes for ${member.name}.`,
        "It ends with Stop on top of each page, and when you sign out.",
      ]}
      reason={{}}
      verb={`See as ${member.name}`}
      pending={pending}
      error={error}
      onConfirm={(form) => void confirm(String(form.get("reason") ?? ""))}
    />
  );
}
