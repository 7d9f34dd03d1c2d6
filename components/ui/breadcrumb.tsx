import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type Crumb = { label: ReactNode; href?: string };

export function Breadcrumb({ items }: { items: Crumb[] }) {
  return (
    <nav aria-label="Where you are" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {items.map((item, index) => {
          const last = index === items.length - 1;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a path is its order
            <li key={index} className="flex min-w-0 items-center gap-1 not-last:shrink-0">
              {index > 0 && <ChevronRight className="size-3.5! text-ink-faint" />}
              {item.href && !last ? (
                <Link
                  href={item.href}
                  className="truncate rounded-sm px-1 py-0.5 text-ink-muted hover:bg-hover hover:text-ink"
                >
                  {item.label}
                </Link>
              ) : (
                <span aria-current={last ? "page" : undefined} className="truncate px-1 font-medium">
                  {item.label}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
