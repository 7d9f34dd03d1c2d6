import { ArrowUp } from "lucide-react";
import type { Noun } from "./column";

/** New rows wait here rather than push what someone is reading. */
export function NewRows({ count, noun, onShow }: { count: number; noun?: Noun; onShow?: () => void }) {
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-11 z-20 flex justify-center">
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="pointer-events-auto inline-flex h-control-sm animate-drop items-center gap-1 rounded-full bg-accent px-3 font-medium text-on-accent text-xs shadow-overlay hover:bg-accent-strong"
        >
          <ArrowUp className="size-3.5!" />
          {count.toLocaleString("en-GB")} new {noun && (count === 1 ? noun.one : noun.many)}
        </button>
      )}
    </div>
  );
}
