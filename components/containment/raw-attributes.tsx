import { ChevronRight } from "lucide-react";
import type { RawAttributes as Attributes } from "@/lib/containment/containment";

/** What was sent or came, as it stood on the wire; folded. */
export function RawAttributes({ attributes }: { attributes: Attributes }) {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return null;
  return (
    <details className="group mt-1 text-xs">
      <summary className="inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11">
        <ChevronRight className="size-3! group-open:rotate-90" />
        {entries.length} RADIUS {entries.length === 1 ? "attribute" : "attributes"}
      </summary>
      <dl className="mt-1 grid gap-x-4 gap-y-0.5 rounded-md bg-sunken px-3 py-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
        {entries.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-muted max-sm:mt-1">{name}</dt>
            <dd className="identifier break-all">{Array.isArray(value) ? value.join(", ") : value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
