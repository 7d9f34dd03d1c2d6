"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "../ui/avatar";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "../ui/dropdown-menu";

export type AccountChoice = { id: string; name: string; href: string; detail?: string };

/** Which account one is in. With only one there is nothing to switch, so there is no menu. */
export function AccountSwitcher({
  current,
  accounts,
  footer,
}: {
  current: AccountChoice;
  accounts: AccountChoice[];
  /** Further menu items below the accounts. */
  footer?: ReactNode;
}) {
  const face = (
    <>
      <Avatar name={current.name} square className="size-7" />
      <span className="min-w-0 flex-1 text-left leading-tight group-data-collapsed/rail:hidden">
        <span className="block truncate font-medium text-sm">{current.name}</span>
        {current.detail && <span className="block truncate text-2xs text-ink-muted">{current.detail}</span>}
      </span>
    </>
  );
  const box = "flex w-full min-w-0 items-center gap-2.5 rounded-md px-1.5 py-1";
  if (accounts.length < 2 && !footer) return <div className={box}>{face}</div>;
  return (
    <DropdownMenu
      align="start"
      className="w-64"
      trigger={
        <button type="button" className={`${box} hover:bg-hover`}>
          <span className="sr-only">Switch account, now in</span>
          {face}
          <ChevronsUpDown className="size-3.5! text-ink-faint group-data-collapsed/rail:hidden" />
        </button>
      }
    >
      <MenuLabel>Accounts</MenuLabel>
      {accounts.map((account) => (
        <MenuItem
          key={account.id}
          href={account.href}
          icon={<Avatar name={account.name} square />}
          hint={
            account.id === current.id ? (
              <Check className="text-accent" aria-label="current" />
            ) : (
              account.detail
            )
          }
        >
          {account.name}
        </MenuItem>
      ))}
      {footer && <MenuSeparator />}
      {footer}
    </DropdownMenu>
  );
}
