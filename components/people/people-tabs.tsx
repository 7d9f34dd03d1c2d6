"use client";

import { useViewer } from "@/components/shell/viewer";
import { Tabs } from "@/components/ui/tabs";

export function PeopleTabs({ account }: { account: string }) {
  const { can } = useViewer();
  const people = `/${account}/people`;
  return (
    <Tabs
      label="People, roles and requests"
      items={[
        ...(can("member.view")
          ? [
              { href: people, label: "People" },
              { href: `${people}/roles`, label: "Roles" },
              { href: `${people}/matrix`, label: "Matrix" },
              { href: `${people}/advice`, label: "Least privilege" },
            ]
          : []),
        ...(can("grant.manage") ? [{ href: `${people}/requests`, label: "Requests" }] : []),
      ]}
    />
  );
}
