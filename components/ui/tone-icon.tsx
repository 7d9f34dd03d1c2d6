import clsx from "clsx";
import { LoaderCircle, Shield, TriangleAlert } from "lucide-react";
import type { Tone } from "./tone";

/** Shape says what colour says: filled dot, hollow dot, ring, triangle, octagon, shield. */
export function ToneIcon({ tone, moving, className }: { tone: Tone; moving?: boolean; className?: string }) {
  const size = clsx("size-3.5!", className);
  switch (tone) {
    case "ok":
      return <Dot className={clsx("text-ok-mark", className)} filled />;
    case "quiet":
      return <Dot className={clsx("text-quiet-mark", className)} />;
    case "wait":
      return moving ? (
        <LoaderCircle className={clsx(size, "animate-turn text-wait-mark")} />
      ) : (
        <Dot className={clsx("text-wait-mark", className)} half />
      );
    case "warn":
      return <TriangleAlert className={clsx(size, "text-warn-mark")} />;
    case "bad":
      return <Octagon className={clsx("text-bad-mark", className)} />;
    case "elevated":
      return <Shield className={clsx(size, "text-elevated-mark")} />;
  }
}

function Dot({ filled, half, className }: { filled?: boolean; half?: boolean; className: string }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className={clsx("size-3.5 shrink-0", className)}>
      {filled ? (
        <circle cx="7" cy="7" r="4" fill="currentColor" />
      ) : (
        <circle cx="7" cy="7" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      )}
      {half && <path d="M7 3.5a3.5 3.5 0 0 1 0 7z" fill="currentColor" />}
    </svg>
  );
}

function Octagon({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className={clsx("size-3.5 shrink-0", className)}>
      <path d="M4.5 1h5L13 4.5v5L9.5 13h-5L1 9.5v-5z" fill="currentColor" />
      <path
        d="M7 4v3.6M7 9.9v.1"
        fill="none"
        strokeWidth="1.6"
        strokeLinecap="round"
        className="stroke-surface"
      />
    </svg>
  );
}
