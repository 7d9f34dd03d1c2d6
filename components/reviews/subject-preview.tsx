"use client";

import { useQuery } from "@tanstack/react-query";
import { count, grants } from "@/components/reviews/review-words";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import type { previewReview } from "@/lib/reviews/preview-review";

/** How many grants a review would be of, and whose. */
export function SubjectPreview({
  subject,
  chosen,
}: {
  subject: Record<string, string | boolean>;
  chosen: boolean;
}) {
  const { account } = useViewer();
  const { data, error } = useQuery({
    queryKey: ["people", "review_preview", account.id, subject],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof previewReview>>(
        `/api/accounts/${account.slug}/people/reviews/preview`,
        subject,
        signal,
      ),
    enabled: chosen,
    placeholderData: (before) => before,
  });
  if (!chosen) return <p className="text-ink-muted text-sm">Choose first what is reviewed.</p>;
  if (error)
    return (
      <p className="text-bad text-sm">
        {error instanceof AnswerError ? error.message : "The preview did not come. Try again in a moment."}
      </p>
    );
  if (!data) return <Skeleton className="h-16 w-full" />;
  if (data.grants === 0)
    return <p className="text-sm">Nobody has such a grant at the moment, so there is nothing to review.</p>;
  return (
    <div className="text-sm">
      <p>
        <strong className="font-semibold">{grants(data.grants)}</strong>
        {data.tooMany && " and more"} of {count(data.people, "person", "people")}
      </p>
      {data.some.length > 0 && (
        <p className="mt-1 text-ink-muted">
          {data.some.map(({ name }) => name).join(", ")}
          {data.people > data.some.length && ` and ${data.people - data.some.length} more`}
        </p>
      )}
      {data.tooMany && (
        <p className="mt-2 text-bad">These are too many for one review. Review them by role or by group.</p>
      )}
      <p className="mt-2 text-ink-muted">
        As they are when the review starts. What is given later is not part of it.
      </p>
    </div>
  );
}
