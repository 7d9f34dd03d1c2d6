import clsx from "clsx";
import { Fragment, type ReactNode } from "react";

export type KeyValue = { label: ReactNode; value: ReactNode; help?: ReactNode };

/** Names on the left, values on the right; one above the other where there is no room. */
export function KeyValues({ items, className }: { items: KeyValue[]; className?: string }) {
  return (
    <dl
      className={clsx(
        "grid grid-cols-1 gap-x-6 text-sm sm:grid-cols-[minmax(7rem,max-content)_minmax(0,1fr)] sm:gap-y-2",
        className,
      )}
    >
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a description list keeps its order
        <Fragment key={index}>
          <dt className="min-h-6 content-center text-ink-muted">{item.label}</dt>
          <dd className="mb-2 min-h-6 min-w-0 content-center break-words sm:mb-0">
            {item.value}
            {item.help && <div className="text-ink-muted text-xs">{item.help}</div>}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
