"use client";

import clsx from "clsx";
import { Menu, PanelLeft } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Breadcrumb, type Crumb } from "../ui/breadcrumb";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Sheet } from "../ui/sheet";
import { CrumbContext } from "./crumb-context";
import { activeItem, type NavGroup } from "./navigation";
import { Rail } from "./rail";
import { rememberChoice } from "./remember-choice";
import { ShellTop } from "./shell-top";

export type AppShellProps = {
  /** Above everything, on every page, and in sight while it scrolls. */
  banner?: ReactNode;
  /** On top of the rail: an `AccountSwitcher`. */
  account: ReactNode;
  groups: NavGroup[];
  search?: ReactNode;
  live?: ReactNode;
  alerts?: ReactNode;
  user?: ReactNode;
  /** From the cookie "rail", so that the first paint is right. */
  collapsed?: boolean;
  children: ReactNode;
};

export function AppShell(props: AppShellProps) {
  const [collapsed, setCollapsed] = useState(props.collapsed ?? false);
  const [open, setOpen] = useState(false);
  const [crumbs, setCrumbs] = useState<Crumb[]>([]);
  const active = activeItem(props.groups, usePathname());

  function collapse() {
    rememberChoice("rail", collapsed ? "open" : "collapsed");
    setCollapsed(!collapsed);
  }

  return (
    <ShellTop banner={props.banner}>
      <aside
        data-collapsed={collapsed || undefined}
        className={clsx(
          "group/rail sticky top-(--shell-top) hidden h-[calc(100dvh-var(--shell-top))] shrink-0 flex-col border-line border-r bg-surface lg:flex print:hidden",
          collapsed ? "w-14" : "w-60",
        )}
      >
        <div className="flex h-header shrink-0 items-center border-line border-b px-2">{props.account}</div>
        <div className="min-h-0 flex-1 overflow-y-auto p-2">
          <Rail groups={props.groups} active={active} collapsed={collapsed} />
        </div>
        <div className={clsx("flex p-2", collapsed ? "justify-center" : "justify-end")}>
          <IconButton
            label={collapsed ? "Widen the menu" : "Narrow the menu"}
            icon={<PanelLeft />}
            aria-expanded={!collapsed}
            onClick={collapse}
          />
        </div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-(--shell-top) z-30 flex h-header items-center gap-2 border-line border-b bg-surface px-3 sm:px-5 print:hidden">
          <Sheet
            side="left"
            title="Menu"
            bare
            open={open}
            onOpenChange={setOpen}
            trigger={
              <Button
                variant="ghost"
                size="icon"
                aria-label="Menu"
                icon={<Menu />}
                className="-ml-1.5 lg:hidden!"
              />
            }
          >
            <div className="flex h-header items-center border-line border-b px-2">{props.account}</div>
            <div className="p-2">
              <Rail groups={props.groups} active={active} onFollow={() => setOpen(false)} />
            </div>
          </Sheet>
          <div className="flex min-w-0 flex-1 items-center overflow-hidden">
            <Breadcrumb items={active ? [{ label: active.label, href: active.href }, ...crumbs] : crumbs} />
          </div>
          {props.search}
          {props.live}
          {props.alerts}
          {props.user}
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="flex min-w-0 flex-1 flex-col [--table-top:calc(var(--spacing-header)+var(--shell-top))] px-4 py-5 outline-none sm:px-6 lg:px-8"
        >
          <CrumbContext value={setCrumbs}>{props.children}</CrumbContext>
        </main>
      </div>
    </ShellTop>
  );
}
