"use client";

import clsx from "clsx";
import Link from "next/link";
import { Tooltip } from "../ui/tooltip";
import type { NavGroup, NavItem } from "./navigation";

export function Rail({
  groups,
  active,
  collapsed = false,
  onFollow,
}: {
  groups: NavGroup[];
  active?: NavItem;
  collapsed?: boolean;
  onFollow?: () => void;
}) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-4">
      {groups
        .filter((group) => group.items.length > 0)
        .map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups are fixed for a page
          <div key={index}>
            {group.label && !collapsed && (
              <p className="mb-1 px-2.5 font-medium text-2xs text-ink-faint">{group.label}</p>
            )}
            {group.label && collapsed && <div className="mx-2.5 mb-2 h-px bg-line" />}
            <ul className="space-y-px">
              {group.items.map((item) => (
                <li key={item.href}>
                  <RailLink item={item} on={item === active} collapsed={collapsed} onFollow={onFollow} />
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  );
}

function RailLink({
  item,
  on,
  collapsed,
  onFollow,
}: {
  item: NavItem;
  on: boolean;
  collapsed: boolean;
  onFollow?: () => void;
}) {
  const count = item.count?.toLocaleString("en-GB");
  const link = (
    <Link
      href={item.href}
      aria-current={on ? "page" : undefined}
      onClick={onFollow}
      className={clsx(
        "relative flex h-control items-center gap-2.5 rounded-md px-2.5 text-sm",
        collapsed && "justify-center",
        on ? "bg-selected font-medium text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
      )}
    >
      <span className={clsx("flex", on && "text-accent")}>{item.icon}</span>
      <span className={clsx(collapsed ? "sr-only" : "min-w-0 flex-1 truncate")}>{item.label}</span>
      {count &&
        (collapsed ? (
          item.urgent && <span className="absolute top-1 right-1 size-2 rounded-full bg-bad-mark" />
        ) : (
          <span
            className={clsx(
              "rounded-full px-1.5 text-2xs tabular-nums",
              item.urgent ? "bg-bad-soft font-medium text-bad" : "text-ink-faint",
            )}
          >
            {count}
          </span>
        ))}
    </Link>
  );
  if (!collapsed) return link;
  return (
    <Tooltip text={count ? `${item.label} · ${count}` : item.label} side="right">
      {link}
    </Tooltip>
  );
}
