"use client";

import type { ReactNode } from "react";
import { type Draft, usePreview } from "@/components/preview/ask-preview";
import { ChangedAccess } from "@/components/preview/changed-access";
import { ChangedDevices } from "@/components/preview/changed-devices";
import { AnswerError } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { Banner } from "@/components/ui/banner";
import { ExactTime } from "@/components/ui/exact-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { previewGrant } from "@/lib/preview/preview-grant";

type Answer = Partial<OutputOf<typeof previewGrant>> &
  Pick<OutputOf<typeof previewGrant>, "refused" | "person">;

/**
 * What a person sees and may do before and after a draft. The portal tries the draft out with the code that would do it, looks
 * through that person's eyes, and takes it back.
 */
export function DraftPreview({ draft, waiting }: { draft: Draft | null; waiting: ReactNode }) {
  const { data, error, isPlaceholderData } = usePreview<Answer>(draft);
  if (draft === null) return <p className="text-ink-muted text-sm">{waiting}</p>;
  if (error)
    return (
      <Banner
        tone="bad"
        title={error instanceof AnswerError ? error.message : "The preview could not be made."}
      />
    );
  if (!data?.person) return <Skeleton className="h-48 w-full" />;
  const { refused, person, from, withoutEffect = [] } = data;
  return (
    <div className="flex flex-col gap-5" aria-live="polite" aria-busy={isPlaceholderData}>
      {refused && (
        <Banner tone="bad" title="This cannot be saved">
          {refused.message}
        </Banner>
      )}
      {from && (
        <p className="text-ink-muted text-sm">
          From <ExactTime at={from} />; nothing changes before.
        </p>
      )}
      {!refused && <ChangedDevices draft={draft} devices={person.devices} />}
      {!refused && <ChangedAccess person={person} />}
      {!refused && withoutEffect.length > 0 && (
        <p className="text-ink-muted text-sm">
          Not included, because it is for a whole account only: {withoutEffect.join(", ")}.
        </p>
      )}
    </div>
  );
}
