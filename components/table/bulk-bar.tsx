import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../ui/icon-button";
import type { Noun } from "./column";

/** Slides in over the foot of the table: how many are selected, and what can be done with them. */
export function BulkBar({
  count,
  all,
  wholePage,
  total,
  noun,
  onAll,
  onClear,
  actions,
}: {
  count: number;
  all: boolean;
  wholePage: boolean;
  total: number;
  noun: Noun;
  onAll?: () => void;
  onClear: () => void;
  actions?: (count: number) => ReactNode;
}) {
  const say = count.toLocaleString("en-GB");
  const words = `${say} ${count === 1 ? noun.one : noun.many} selected`;
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 ? words : ""}
      </p>
      {count > 0 && (
        <section
          aria-label="Selected"
          className="sticky bottom-3 z-30 mx-auto flex max-w-full animate-rise flex-wrap items-center gap-x-3 gap-y-2 rounded-xl bg-raised py-1.5 pr-1.5 pl-4 max-sm:w-full sm:w-max text-sm shadow-overlay print:hidden"
        >
          <p className="font-medium tabular-nums max-sm:flex-1">{all ? `All ${words}` : words}</p>
          {onAll && !all && wholePage && (
            <button
              type="button"
              onClick={onAll}
              className="min-h-6 rounded-sm text-left text-accent max-sm:order-2 max-sm:w-full underline decoration-accent-line underline-offset-[3px] hover:decoration-accent pointer-coarse:min-h-11"
            >
              Select all {total.toLocaleString("en-GB")} that match
            </button>
          )}
          <IconButton
            label="Clear selection"
            icon={<X />}
            onClick={onClear}
            className="sm:order-last sm:-ml-1.5"
          />
          <div className="flex flex-wrap items-center gap-1.5 pb-1 max-sm:order-3 max-sm:w-full sm:pb-0">
            {actions?.(count)}
          </div>
        </section>
      )}
    </>
  );
}
