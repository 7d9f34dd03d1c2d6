"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export type Tab = { href: string; label: ReactNode; count?: number; urgent?: boolean; exact?: boolean };

/** Each tab is a URL. Without `current` the deepest tab that holds the path is on. */
export function Tabs({ label, items, current }: { label: string; items: Tab[]; current?: string }) {
  const path = usePathname();
  const held = items
    .map((item) => item.href.split("?")[0] ?? "")
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .toSorted((one, other) => other.length - one.length)[0];
  const on = current ?? held;
  return (
    <nav aria-label={label} className="-mb-px overflow-x-auto border-line border-b print:hidden">
      <ul className="flex gap-5">
        {items.map((item) => {
          const active = on === item.href || on === item.href.split("?")[0];
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={active ? "page" : undefined}
                className={clsx(
                  "flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2 text-sm -outline-offset-2 pointer-coarse:h-11",
                  active
                    ? "border-accent font-medium text-ink"
                    : "border-transparent text-ink-muted hover:border-line-strong hover:text-ink",
                )}
              >
                {item.label}
                {item.count !== undefined && (
                  <span
                    className={clsx(
                      "rounded-full px-1.5 text-2xs tabular-nums",
                      item.urgent ? "bg-bad-soft font-medium text-bad" : "bg-sunken text-ink-muted",
                    )}
                  >
                    {item.count.toLocaleString("en-GB")}
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
