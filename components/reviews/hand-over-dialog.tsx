"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ReviewActions } from "@/components/reviews/review-actions";
import { grants } from "@/components/reviews/review-words";
import type { ReviewItemRow } from "@/components/reviews/shown";
import { useDecide } from "@/components/reviews/use-decide";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import type { listReviewers } from "@/lib/reviews/list-reviewers";

/** Gives undecided grants to another reviewer. */
export function HandOverDialog({
  reviewId,
  items,
  handOver,
  onClose,
}: {
  reviewId: string;
  items: ReviewItemRow[];
  handOver: ReviewActions["handOver"];
  onClose: () => void;
}) {
  const { account } = useViewer();
  const { pending, error, decide } = useDecide(handOver, onClose);
  const [reviewerId, setReviewerId] = useState("");
  const { data } = useQuery({
    queryKey: ["people", "reviewers", account.id],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof listReviewers>>(
        `/api/accounts/${account.slug}/people/reviews/reviewers`,
        {},
        signal,
      ),
  });
  const whose = new Set(items.map(({ member }) => member.id));
  const now = new Set(items.map(({ reviewer }) => reviewer.id));
  const others = data?.reviewers.filter(({ id }) => !(now.size === 1 && now.has(id)));
  // nobody is offered their own grant while there is anybody else
  const free = others?.filter(({ id }) => !whose.has(id));
  const offered = free?.length === 0 && data?.reviewers.length === 1 ? others : free;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Hand over ${grants(items.length)}`}
      consequence="Somebody else decides. That person is written to, and the report says who had it before."
      verb="Hand over"
      pending={pending}
      error={error}
      onConfirm={() => void decide({ reviewId, itemIds: items.map(({ id }) => id), reviewerId })}
    >
      <Field name="reviewerId" label="To whom" required>
        {offered ? (
          <RadioGroup
            options={offered.map(({ id, name, email, isYou }) => ({
              value: id,
              label: isYou ? `${name} (you)` : name,
              help: email,
            }))}
            value={reviewerId}
            onValueChange={setReviewerId}
          />
        ) : (
          <Skeleton className="h-16 w-full" />
        )}
      </Field>
      {offered?.length === 0 && (
        <p className="text-ink-muted text-sm">
          Nobody else gives and takes grants in the whole account. Give somebody that permission first.
        </p>
      )}
    </ConfirmDialog>
  );
}
