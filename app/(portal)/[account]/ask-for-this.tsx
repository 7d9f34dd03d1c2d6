"use client";

import { usePathname } from "next/navigation";
import { useViewer } from "@/components/shell/viewer";
import { LinkButton } from "@/components/ui/link-button";
import type { Permission } from "@/lib/access/permissions";

/** What each page takes, the most telling path first. A page that is not here may be refused for several reasons. */
const takes: [path: string, permission: Permission][] = [
  ["/people/requests", "grant.manage"],
  ["/people/invite", "member.invite"],
  ["/people/companies", "member.remove"],
  ["/people", "member.view"],
  ["/devices/import", "device.register"],
  ["/devices/register", "device.register"],
  ["/devices", "device.view"],
  ["/groups/new", "group.manage"],
  ["/groups", "group.view"],
  ["/activity", "audit.view"],
  ["/settings/security", "policy.manage"],
];

/** Leads from a page one may not see to asking for what it takes, where that is one permission and not held. */
export function AskForThis() {
  const { account, can } = useViewer();
  const path = usePathname().slice(`/${account.slug}`.length);
  const [, permission] = takes.find(([at]) => path === at || path.startsWith(`${at}/`)) ?? [];
  if (!permission || can(permission)) return null;
  return (
    <LinkButton href={`/${account.slug}/access?ask=${permission}`} variant="primary">
      Ask for it
    </LinkButton>
  );
}
