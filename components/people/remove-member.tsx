"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { MemberActions } from "@/components/people/people-actions";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { VisibleError } from "@/lib/kernel/errors";

export function RemoveMember({
  member,
  remove,
}: {
  member: { id: string; name: string; email: string; isYou: boolean };
  remove: MemberActions["remove"];
}) {
  const { account, can } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function confirm(reason: string) {
    setPending(true);
    const answer = await confirmed(remove)(account.slug, { memberId: member.id, reason });
    setPending(false);
    if (!answer.ok) return setError(answer.error);
    await queries.invalidateQueries({ queryKey: ["people"] });
    if (member.isYou || !can("member.view"))
      return router.push(member.isYou ? "/accounts" : `/${account.slug}`);
    router.push(`/${account.slug}/people/offboarding/${answer.data.offboardingId}`);
  }

  return (
    <ConfirmDialog
      trigger={<Button variant="ghost">{member.isYou ? "Leave" : "Remove"}</Button>}
      onOpenChange={() => setError(undefined)}
      title={member.isYou ? `Leave ${account.name}` : `Remove ${member.name} from ${account.name}`}
      consequence={`${member.isYou ? "You lose" : `${member.name} loses`} every grant here with the next request.`}
      also={[
        "Sign-in sessions used here end, and all others too when no grant is left in any account.",
        "Invitations this person sent and nobody has answered are revoked, and open requests closed.",
        "You get a page that proves what ended, to keep or print.",
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
