"use client";

import type { ReviewActions } from "@/components/reviews/review-actions";
import { grants } from "@/components/reviews/review-words";
import { type ReviewItemRow, shown } from "@/components/reviews/shown";
import { useDecide } from "@/components/reviews/use-decide";
import { Banner } from "@/components/ui/banner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Keeps one grant or several with one reason. */
export function KeepDialog({
  reviewId,
  items,
  keep,
  onClose,
}: {
  reviewId: string;
  items: ReviewItemRow[];
  keep: ReviewActions["keep"];
  onClose: () => void;
}) {
  const { pending, error, decide } = useDecide(keep, onClose);
  const [one] = items;
  const names = [...new Set(items.map(({ member }) => member.name))];
  const elevated = items.filter(({ used }) => used?.elevated.some(({ at }) => at === null)).length;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        items.length === 1 && one
          ? `Keep ${one.now.role} of ${one.member.name}`
          : `Keep ${grants(items.length)}`
      }
      consequence="Nothing changes. The report says that you looked, and why it stays."
      subjects={
        items.length > 1
          ? { count: items.length, noun: { one: "grant", many: "grants" }, names: names.slice(0, 5) }
          : undefined
      }
      reason={{
        label: "Why it stays",
        help: "Stands in the report and in the activity log.",
        required: true,
      }}
      verb={items.length === 1 ? "Keep the grant" : `Keep ${grants(items.length)}`}
      pending={pending}
      error={error}
      onConfirm={(form) =>
        void decide({ reviewId, items: items.map(shown), reason: String(form.get("reason") ?? "") })
      }
    >
      {elevated > 0 && (
        <Banner
          tone="elevated"
          title={
            items.length === 1
              ? "It gives elevated permissions that were not used lately"
              : `${grants(elevated)} of these give elevated permissions that were not used lately`
          }
        />
      )}
    </ConfirmDialog>
  );
}
