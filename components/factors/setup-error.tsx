"use client";

import type { VisibleError } from "@/lib/kernel/errors";
import { Banner } from "../ui/banner";
import { useFocusWrongField } from "../ui/focus-wrong-field";
import { FormErrorSummary } from "../ui/form-error-summary";

/** What went wrong that no field of the form says already, and a likely cause where one is known. */
export function SetupError({
  error,
  title,
  fields = [],
}: {
  error: VisibleError | undefined;
  title: string;
  /** the fields that show their own errors */
  fields?: string[];
}) {
  useFocusWrongField(error);
  if (!error) return null;
  const clock = error.fields?.clock;
  const atField = fields.some((field) => error.fields?.[field]);
  return (
    <>
      {!atField && <FormErrorSummary title={title} errors={[{ message: error.message }]} id={error.id} />}
      {clock && (
        <Banner tone="warn" title="Is the clock right?" live>
          {clock}
        </Banner>
      )}
    </>
  );
}
