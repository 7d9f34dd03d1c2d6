"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { MemberActions } from "@/components/people/people-actions";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import type { VisibleError } from "@/lib/kernel/errors";

export function RemoveMember({
  member,
  remove,
}: {
  member: { id: string; name: string; email: string; isYou: boolean };
  remove: MemberActions["remove"];
}) {
  const { account } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const say = useToast();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function confirm(reason: string) {
    setPending(true);
    const answer = await confirmed(remove)(account.slug, { memberId: member.id, reason });
    setPending(false);
    if (!answer.ok) return setError(answer.error);
    say({ title: `${member.name} was removed`, detail: `${answer.data.grantsRevoked} grants revoked` });
    await queries.invalidateQueries({ queryKey: ["people"] });
    router.push(member.isYou ? "/accounts" : `/${account.slug}/people`);
  }

  return (
    <ConfirmDialog
      trigger={<Button variant="ghost">{member.isYou ? "Leave" : "Remove"}</Button>}
      onOpenChange={() => setError(undefined)}
      title={member.isYou ? `Leave ${account.name}` : `Remove ${member.name} from ${account.name}`}
      consequence={`${member.isYou ? "You lose" : `${member.name} loses`} every grant here with the next request.`}
      also={[
        "Open sign-in sessions end.",
        "Invitations this person sent and nobody has answered are revoked.",
        "What this person did stays in the activity log. To come back, a new invitation is needed.",
      ]}
      typed={{ expected: member.email, label: `Type ${member.email} to confirm` }}
      reason={{}}
      verb={member.isYou ? "Leave the account" : "Remove this person"}
      danger
      pending={pending}
      error={error}
      onConfirm={(form) => void confirm(String(form.get("reason") ?? ""))}
    />
  );
}
