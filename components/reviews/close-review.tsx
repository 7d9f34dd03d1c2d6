"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ReviewActions } from "@/components/reviews/review-actions";
import { grants } from "@/components/reviews/review-words";
import { useDecide } from "@/components/reviews/use-decide";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Signs a review off: final, with its report kept. */
export function SignOff({
  review,
  signOff,
}: {
  review: { id: string; title: string; total: number };
  signOff: ReviewActions["signOff"];
}) {
  const { account } = useViewer();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { pending, error, decide } = useDecide(signOff, () =>
    router.push(`/${account.slug}/people/reviews/${review.id}/report`),
  );
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">Sign off</Button>}
      open={open}
      onOpenChange={setOpen}
      title={`Sign off ${review.title}`}
      consequence={`You say that ${grants(review.total)} were reviewed, as the report shows.`}
      irreversible="The report stays as it is now, whatever is changed later."
      reason={{ label: "Words for the report", help: "Optional. Stands above the report." }}
      verb="Sign off the review"
      pending={pending}
      error={error}
      onConfirm={(form) => void decide({ reviewId: review.id, words: String(form.get("reason") ?? "") })}
    />
  );
}

export function CancelReview({
  review,
  cancel,
}: {
  review: { id: string; title: string };
  cancel: ReviewActions["cancel"];
}) {
  const [open, setOpen] = useState(false);
  const { pending, error, decide } = useDecide(cancel, () => setOpen(false));
  return (
    <ConfirmDialog
      trigger={<Button variant="ghost">Cancel the review</Button>}
      open={open}
      onOpenChange={setOpen}
      title={`Cancel ${review.title}`}
      consequence="Nobody decides in it any more, and there will be no signed report."
      irreversible="A cancelled review does not start again. What was decided in it stays done."
      reason={{ label: "Why", help: "Kept with the review and in the activity log.", required: true }}
      verb="Cancel this review"
      danger
      pending={pending}
      error={error}
      onConfirm={(form) => void decide({ reviewId: review.id, reason: String(form.get("reason") ?? "") })}
    />
  );
}
