"use client";

import type { ReactNode } from "react";
import { DeleteRole } from "@/components/roles/delete-role";
import type { DeleteRole as Remove, Role } from "@/components/roles/role-actions";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { ExactTime } from "@/components/ui/exact-time";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";

/** What stays while one goes from what a role gives to what it was. */
export function RoleFrame({
  role,
  roles,
  remove,
  children,
}: {
  role: Role;
  roles: { id: string; name: string; description: string }[];
  remove: Remove;
  children: ReactNode;
}) {
  const { account, can } = useViewer();
  const base = `/${account.slug}/people/roles`;
  const there = role.deletedAt === null;
  const manages = can("role.manage") && there;
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Roles", href: base }, { label: role.name }]} />
      <PageHeader
        title={role.name}
        status={role.builtIn && <Badge>Built in</Badge>}
        description={role.description}
        action={
          there && (
            <>
              <LinkButton href={`/${account.slug}/people?role=${role.id}`} variant="ghost">
                Who has this role
              </LinkButton>
              {manages && !role.builtIn && <DeleteRole role={role} roles={roles} remove={remove} />}
              {manages && <LinkButton href={`${base}/new?from=${role.id}`}>Copy</LinkButton>}
              {manages && !role.builtIn && (
                <LinkButton href={`${base}/${role.id}/edit`} variant="primary">
                  Change the role
                </LinkButton>
              )}
            </>
          )
        }
      />
      {role.deletedAt && (
        <Banner tone="quiet" title="This role was deleted">
          <ExactTime at={role.deletedAt} />. It gives nobody anything any more; its history stays.
        </Banner>
      )}
      <Tabs
        label="Role"
        items={[
          { href: `${base}/${role.id}`, label: "Permissions" },
          { href: `${base}/${role.id}/history`, label: "History" },
        ]}
      />
      {children}
    </div>
  );
}

/** The one main action of the page of roles. */
export function CreateRoleLink() {
  const { account, can } = useViewer();
  if (!can("role.manage")) return null;
  return (
    <LinkButton href={`/${account.slug}/people/roles/new`} variant="primary">
      Create a role
    </LinkButton>
  );
}
