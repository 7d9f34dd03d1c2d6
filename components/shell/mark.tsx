import clsx from "clsx";

/** Two cordons around one device, each with a gate. */
function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.25"
      strokeLinecap="round"
      className={clsx("size-6 shrink-0 text-accent", className)}
    >
      <path d="M18.9 5.1A9.75 9.75 0 1 0 21.6 13.7" />
      <path d="M15.7 8.3A5.25 5.25 0 1 0 17.2 12.6" />
      <circle cx="12" cy="12" r="1.75" fill="currentColor" stroke="none" />
    </svg>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={clsx("inline-flex items-center gap-2 font-semibold text-lg tracking-tight", className)}>
      <Mark />
      Cordon
    </span>
  );
}
