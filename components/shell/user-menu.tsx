"use client";

import type { ReactNode } from "react";
import { Avatar } from "../ui/avatar";
import { DropdownMenu, MenuLabel, MenuSeparator } from "../ui/dropdown-menu";
import { ThemeChoice } from "./theme-choice";

export function UserMenu({
  name,
  email,
  items,
  signOut,
}: {
  name: string;
  email: string;
  /** Further `MenuItem`s: profile, sessions. */
  items?: ReactNode;
  /** The last item: a `MenuItem` that signs out. */
  signOut: ReactNode;
}) {
  return (
    <DropdownMenu
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={`You are ${name}`}
          className="grid size-control shrink-0 place-items-center rounded-full hover:bg-hover"
        >
          <Avatar name={name} className="size-7" />
        </button>
      }
    >
      <div className="px-2 pt-1.5 pb-2">
        <p className="truncate font-medium text-sm">{name}</p>
        <p className="truncate text-ink-muted text-xs">{email}</p>
      </div>
      {items && <MenuSeparator />}
      {items}
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <ThemeChoice />
      <MenuSeparator />
      {signOut}
    </DropdownMenu>
  );
}
