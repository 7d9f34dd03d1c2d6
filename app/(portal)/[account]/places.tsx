import {
  Activity,
  Boxes,
  ClipboardCheck,
  FileUp,
  KeyRound,
  LayoutDashboard,
  RadioTower,
  Settings,
  ShieldBan,
  UserPlus,
  Users,
} from "lucide-react";
import type { Command } from "@/components/shell/command-list";
import type { NavGroup } from "@/components/shell/navigation";
import type { useViewer } from "@/components/shell/viewer";

type Viewer = ReturnType<typeof useViewer>;

/** The rail holds only what this person may use. */
export function placesFor({ account, can }: Viewer): NavGroup[] {
  const at = (path: string) => `/${account.slug}${path}`;
  const groups: NavGroup[] = [
    {
      items: [
        { label: "Overview", href: at(""), icon: <LayoutDashboard />, exact: true },
        ...(can("device.view") ? [{ label: "Devices", href: at("/devices"), icon: <RadioTower /> }] : []),
        ...(can("credential.view")
          ? [{ label: "Credentials", href: at("/credentials"), icon: <KeyRound /> }]
          : []),
        ...(can("device.view")
          ? [{ label: "Containment", href: at("/containment"), icon: <ShieldBan /> }]
          : []),
        ...(can("group.view") ? [{ label: "Groups", href: at("/groups"), icon: <Boxes /> }] : []),
      ],
    },
    {
      label: "Account",
      items: [
        ...(can("member.view") ? [{ label: "People", href: at("/people"), icon: <Users /> }] : []),
        ...(can("audit.view") ? [{ label: "Activity", href: at("/activity"), icon: <Activity /> }] : []),
        ...(can("policy.manage") ? [{ label: "Settings", href: at("/settings"), icon: <Settings /> }] : []),
      ],
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}

/** What this person may begin from anywhere. */
export function deedsFor({ account, can }: Viewer): Command[] {
  const at = (path: string) => `/${account.slug}${path}`;
  return [
    ...(can("device.register")
      ? [
          { id: "register", label: "Register a device", icon: <RadioTower />, href: at("/devices/register") },
          { id: "import", label: "Import devices", icon: <FileUp />, href: at("/devices/import") },
        ]
      : []),
    ...(can("group.manage")
      ? [{ id: "group", label: "Create a group", icon: <Boxes />, href: at("/groups/new") }]
      : []),
    ...(can("grant.manage") && can("member.view")
      ? [
          {
            id: "review",
            label: "Start an access review",
            icon: <ClipboardCheck />,
            href: at("/people/reviews/new"),
          },
        ]
      : []),
    ...(can("member.invite")
      ? [{ id: "invite", label: "Invite a person", icon: <UserPlus />, href: at("/people/invite") }]
      : []),
  ];
}
