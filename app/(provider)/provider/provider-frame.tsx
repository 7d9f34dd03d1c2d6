"use client";

import {
  Activity,
  Building2,
  CircleQuestionMark,
  LogOut,
  Network,
  RadioTower,
  UserRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { StepUpProvider } from "@/components/proof/step-up";
import { AccountSwitcher } from "@/components/shell/account-switcher";
import { AppShell } from "@/components/shell/app-shell";
import { UserMenu } from "@/components/shell/user-menu";
import { MenuItem } from "@/components/ui/dropdown-menu";
import { signOutAction } from "../../(sign-in)/actions";
import { proofActions } from "../../(sign-in)/proof-actions";

const here = { id: "provider", name: "Provider console", href: "/provider" };

const places = [
  {
    items: [
      { label: "Accounts", href: "/provider/accounts", icon: <Building2 /> },
      { label: "Gateways", href: "/provider/gateways", icon: <RadioTower /> },
      { label: "Plans", href: "/provider/plans", icon: <Network /> },
      { label: "Unknown on the network", href: "/provider/unknown", icon: <CircleQuestionMark /> },
      { label: "Activity", href: "/provider/activity", icon: <Activity /> },
    ],
  },
];

export function ProviderFrame({
  name,
  email,
  collapsed,
  children,
}: {
  name: string;
  email: string;
  collapsed: boolean;
  children: ReactNode;
}) {
  const user = (
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
  return (
    <StepUpProvider actions={proofActions}>
      <AppShell
        account={<AccountSwitcher current={here} accounts={[]} />}
        groups={places}
        user={user}
        collapsed={collapsed}
      >
        <div className="flex flex-col gap-5">{children}</div>
      </AppShell>
    </StepUpProvider>
  );
}
