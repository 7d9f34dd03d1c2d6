import type { ReactNode } from "react";

export type NavItem = {
  label: string;
  href: string;
  icon: ReactNode;
  /** Otherwise the item on is the one whose address holds the page's. */
  active?: boolean;
  count?: number;
  /** The count asks for attention. */
  urgent?: boolean;
  /** On only at exactly this address. */
  exact?: boolean;
};

export type NavGroup = { label?: string; items: NavItem[] };

export function activeItem(groups: NavGroup[], path: string): NavItem | undefined {
  const items = groups.flatMap((group) => group.items);
  const holding = items
    .filter((item) => path === item.href || (!item.exact && path.startsWith(`${item.href}/`)))
    .toSorted((one, other) => other.href.length - one.href.length);
  return items.find((item) => item.active) ?? holding[0];
}
