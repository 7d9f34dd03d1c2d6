"use client";

import { sayScope } from "@/components/people/scope-words";
import { DraftPreview } from "@/components/preview/draft-preview";
import type { ReviewActions } from "@/components/reviews/review-actions";
import { type ReviewItemRow, shown } from "@/components/reviews/shown";
import { useDecide } from "@/components/reviews/use-decide";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Panel } from "@/components/ui/panel";

/** Ends a grant, as revoking it does. */
export function EndDialog({
  reviewId,
  item,
  end,
  onClose,
}: {
  reviewId: string;
  item: ReviewItemRow;
  end: ReviewActions["end"];
  onClose: () => void;
}) {
  const { pending, error, decide } = useDecide(end, onClose);
  const { member, now, isOwn } = item;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`End ${now.role} of ${member.name}`}
      consequence={`${isOwn ? "You lose" : `${member.name} loses`} what this grant gives, in: ${sayScope(now)}.`}
      also={[
        "Takes effect with the next request. With the last grant anywhere, sessions end too.",
        "Invitations that this grant alone allowed, and nobody has answered, are taken back.",
        "Other grants of this person stay as they are.",
      ]}
      reason={{ label: "Why it ends", help: "Stands in the report and in the activity log.", required: true }}
      verb="End the grant"
      danger
      pending={pending}
      error={error}
      onConfirm={(form) =>
        void decide({ reviewId, item: shown(item), reason: String(form.get("reason") ?? "") })
      }
    >
      <Panel title="Before and after" level={3}>
        <DraftPreview
          draft={{ of: "grant", input: { kind: "revoke", grantId: item.grantId } }}
          waiting={null}
        />
      </Panel>
    </ConfirmDialog>
  );
}
