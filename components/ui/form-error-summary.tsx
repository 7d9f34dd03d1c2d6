"use client";

import { useEffect, useRef } from "react";
import { ToneIcon } from "./tone-icon";

export type FormError = { name?: string; label?: string; message: string };

/** What is wrong, on top of the form, each with a way to its field. Takes the focus when it appears. */
export function FormErrorSummary({
  errors,
  title,
  id,
}: {
  errors: FormError[];
  title?: string;
  /** The reference under which the log has it. */
  id?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const said = errors.map((error) => error.message).join("\n");
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);
  if (errors.length === 0) return null;
  const heading =
    title ?? (errors.length === 1 ? "One thing to put right" : `${errors.length} things to put right`);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-2.5 rounded-lg border border-bad-line bg-bad-soft p-3 text-sm"
    >
      <ToneIcon tone="bad" className="mt-[0.1875rem]" />
      <div className="min-w-0">
        <p className="font-medium text-bad">{heading}</p>
        <ul className="mt-1 space-y-0.5">
          {errors.map((error) => (
            <li key={`${error.name ?? ""}${error.message}`}>
              {error.name ? (
                <a
                  href={`#field-${error.name}`}
                  onClick={(event) => {
                    const field = document.getElementById(`field-${error.name}`);
                    if (!field) return;
                    event.preventDefault();
                    field.focus();
                    field.scrollIntoView({ block: "center" });
                  }}
                  className="rounded-xs underline underline-offset-2"
                >
                  {error.label && `${error.label}: `}
                  {error.message}
                </a>
              ) : (
                error.message
              )}
            </li>
          ))}
        </ul>
        {id && <p className="mt-1.5 text-ink-muted text-xs">Reference {id}</p>}
      </div>
    </div>
  );
}
