"use client";

import { type AccessChoice, missingOf, toInput } from "@/components/people/access-choice";
import { DraftPreview } from "@/components/preview/draft-preview";

/** What somebody who accepts such an invitation would see and may do. */
export function AccessPreview({ choice }: { choice: AccessChoice }) {
  const ready = Object.keys(missingOf(choice)).length === 0;
  return (
    <DraftPreview
      draft={ready ? { of: "invitation", input: toInput(choice) } : null}
      waiting="Choose a role and where it holds, and see here which devices and which actions come with it."
    />
  );
}
