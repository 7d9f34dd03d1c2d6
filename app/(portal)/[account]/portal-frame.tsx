"use client";

import { Building2, KeyRound, LogOut, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { LiveProvider, useLiveState } from "@/components/live/live-provider";
import { StepUpProvider } from "@/components/proof/step-up";
import { SeeingBanner } from "@/components/seeing/seeing-banner";
import { AccountSwitcher } from "@/components/shell/account-switcher";
import { AppShell } from "@/components/shell/app-shell";
import { CommandPalette } from "@/components/shell/command-palette";
import { LiveState } from "@/components/shell/live-state";
import { UserMenu } from "@/components/shell/user-menu";
import { useViewer } from "@/components/shell/viewer";
import { MenuItem } from "@/components/ui/dropdown-menu";
import { ToastRegion } from "@/components/ui/toast";
import type { AccountName } from "@/lib/access/actor";
import { signOutAction } from "../../(sign-in)/actions";
import { proofActions } from "../../(sign-in)/proof-actions";
import { stop } from "./actions";
import { findEverything } from "./find-everything";
import { deedsFor, placesFor } from "./places";

interface Props {
  accounts: AccountName[];
  collapsed: boolean;
  children: ReactNode;
}

export function PortalFrame({ accounts, collapsed, children }: Props) {
  const viewer = useViewer();
  return (
    <LiveProvider account={viewer.account.slug}>
      <ToastRegion>
        <StepUpProvider actions={proofActions}>
          <AppShell
            banner={viewer.seer && <SeeingBanner stop={stop} />}
            account={<Switcher accounts={accounts} />}
            groups={placesFor(viewer)}
            search={<Search />}
            live={<Live />}
            user={<You />}
            collapsed={collapsed}
          >
            {children}
          </AppShell>
        </StepUpProvider>
      </ToastRegion>
    </LiveProvider>
  );
}

function Switcher({ accounts }: { accounts: AccountName[] }) {
  const { account } = useViewer();
  const choice = (each: AccountName) => ({ id: each.id, name: each.name, href: `/${each.slug}` });
  const overview =
    accounts.length > 1 ? (
      <MenuItem href="/accounts" icon={<Building2 />}>
        All accounts
      </MenuItem>
    ) : undefined;
  return <AccountSwitcher current={choice(account)} accounts={accounts.map(choice)} footer={overview} />;
}

function Live() {
  return <LiveState state={useLiveState()} />;
}

function You() {
  const { name, email, account, seer } = useViewer();
  return (
    <UserMenu
      name={seer?.name ?? name}
      email={seer?.email ?? email}
      items={
        <>
          <MenuItem href={`/${account.slug}/access`} icon={<KeyRound />}>
            {seer ? `Access of ${name} here` : "Your access here"}
          </MenuItem>
          <MenuItem href="/you" icon={<UserRound />}>
            You and your sessions
          </MenuItem>
        </>
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
  const goTo = placesFor(viewer)
    .flatMap((group) => group.items)
    .map(({ label, icon, href }) => ({ id: href, label, icon, href }));
  const groups = [
    { heading: "Go to", items: goTo },
    { heading: "Do", items: deedsFor(viewer) },
  ];
  return (
    <CommandPalette
      groups={groups.filter((group) => group.items.length > 0)}
      search={(text) => findEverything(viewer, text)}
      placeholder="Find devices, groups, people, or something to do…"
    />
  );
}
