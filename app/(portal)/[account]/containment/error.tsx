"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";

export default function ContainmentError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title="Containment" />
      <ErrorState
        title="The contained devices could not be shown"
        id={error.digest}
        action={<Button onClick={reset}>Try again</Button>}
      >
        Nothing was changed. If it happens again, tell support the reference.
      </ErrorState>
    </div>
  );
}
