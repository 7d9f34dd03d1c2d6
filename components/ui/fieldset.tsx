import type { ReactNode } from "react";

/** Several controls that answer one question. */
export function Fieldset({
  legend,
  help,
  error,
  children,
}: {
  legend: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      {help && <p className="-mt-1.5 text-ink-muted text-sm">{help}</p>}
      {children}
      {error && <p className="text-bad text-sm">{error}</p>}
    </fieldset>
  );
}
