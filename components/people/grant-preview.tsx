"use client";

import { type AccessChoice, missingOf } from "@/components/people/access-choice";
import { DraftPreview } from "@/components/preview/draft-preview";

/** What a person sees and may do before and after a grant is given or changed like this. */
export function GrantPreview({
  kind,
  input,
  choice,
}: {
  kind: "give" | "change";
  input: object;
  choice: AccessChoice;
}) {
  const ready = Object.keys(missingOf(choice)).length === 0;
  return (
    <DraftPreview
      draft={ready ? { of: "grant", input: { kind, ...input } } : null}
      waiting="Choose a role and where it holds, and see here which devices and which actions come and go."
    />
  );
}
