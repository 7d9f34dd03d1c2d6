"use client";

import {
  Activity,
  Boxes,
  Building2,
  LayoutDashboard,
  LogOut,
  RadioTower,
  UserRound,
  Users,
} from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { LiveProvider, useLiveState } from "@/components/live/live-provider";
import { AccountSwitcher } from "@/components/shell/account-switcher";
import { AppShell } from "@/components/shell/app-shell";
import { CommandPalette } from "@/components/shell/command-palette";
import { LiveState } from "@/components/shell/live-state";
import type { NavGroup } from "@/components/shell/navigation";
import { UserMenu } from "@/components/shell/user-menu";
import { useViewer } from "@/components/shell/viewer";
import { MenuItem } from "@/components/ui/dropdown-menu";
import type { AccountName } from "@/lib/access/actor";
import { signOutAction } from "../../(sign-in)/actions";
import { findEverything } from "./find-everything";

interface Props {
  accounts: AccountName[];
  collapsed: boolean;
  children: ReactNode;
}

export function PortalFrame({ accounts, collapsed, children }: Props) {
  const viewer = useViewer();
  return (
    <LiveProvider account={viewer.account.slug}>
      <AppShell
        account={<Switcher accounts={accounts} />}
        groups={usePlaces()}
        search={<Search />}
        live={<Live />}
        user={<You />}
        collapsed={collapsed}
      >
        {children}
      </AppShell>
    </LiveProvider>
  );
}

/** The rail holds only what this person may use. */
function usePlaces(): NavGroup[] {
  const { account, can } = useViewer();
  const at = (path: string) => `/${account.slug}${path}`;
  const groups: NavGroup[] = [
    {
      items: [
        { label: "Overview", href: at(""), icon: <LayoutDashboard />, exact: true },
        ...(can("device.view") ? [{ label: "Devices", href: at("/devices"), icon: <RadioTower /> }] : []),
        ...(can("group.view") ? [{ label: "Groups", href: at("/groups"), icon: <Boxes /> }] : []),
      ],
    },
    {
      label: "Account",
      items: [
        ...(can("member.view") ? [{ label: "People", href: at("/people"), icon: <Users /> }] : []),
        ...(can("audit.view") ? [{ label: "Activity", href: at("/activity"), icon: <Activity /> }] : []),
      ],
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}

function Switcher({ accounts }: { accounts: AccountName[] }) {
  const { account } = useViewer();
  const choice = (each: AccountName) => ({ id: each.id, name: each.name, href: `/${each.slug}` });
  return (
    <AccountSwitcher
      current={choice(account)}
      accounts={accounts.map(choice)}
      footer={
        accounts.length > 1 ? (
          <MenuItem href="/accounts" icon={<Building2 />}>
            All accounts
          </MenuItem>
        ) : undefined
      }
    />
  );
}

function Live() {
  return <LiveState state={useLiveState()} />;
}

function You() {
  const { name, email } = useViewer();
  return (
    <UserMenu
      name={name}
      email={email}
      items={
        <MenuItem href="/you" icon={<UserRound />}>
          You and your sessions
        </MenuItem>
      }
      signOut={
        <MenuItem icon={<LogOut />} onSelect={() => void signOutAction()}>
          Sign out
        </MenuItem>
      }
    />
  );
}

function Search() {
  const viewer = useViewer();
  const places = usePlaces();
  const commands = useMemo(
    () => [
      {
        label: "Go to",
        commands: places.flatMap((group) =>
          group.items.map((item) => ({ id: item.href, label: item.label, icon: item.icon, href: item.href })),
        ),
      },
      { label: "Do", commands: doable(viewer.account.slug, viewer.can) },
    ],
    [places, viewer],
  );
  return (
    <CommandPalette
      groups={commands.filter((group) => group.commands.length > 0)}
      search={(text) => findEverything(viewer, text)}
      placeholder="Find devices, groups, people, or something to do…"
    />
  );
}
