import { Check, Minus, Shield } from "lucide-react";
import type { OutputOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import type { getRole } from "@/lib/roles/get-role";

/** Every permission there is, by area, and whether this role gives it. */
export function RoleView({ account, role }: { account: string; role: OutputOf<typeof getRole> }) {
  const areas = [...new Set(role.permissions.map((permission) => permission.area))];
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Roles", href: `/${account}/people/roles` }, { label: role.name }]} />
      <PageHeader
        title={role.name}
        status={role.builtIn && <Badge>Built in</Badge>}
        description={role.description}
        action={
          <TextLink href={`/${account}/people?role=${role.id}`} className="text-sm">
            Who has this role
          </TextLink>
        }
      />
      <div className="columns-1 gap-4 md:columns-2 xl:columns-3">
        {areas.map((area) => (
          <Panel key={area} title={area} level={2} className="mb-4 break-inside-avoid">
            <ul className="space-y-1 text-sm">
              {role.permissions
                .filter((permission) => permission.area === area)
                .map((permission) => (
                  <li
                    key={permission.key}
                    className={`flex items-center gap-2 ${permission.held ? "" : "text-ink-muted"}`}
                  >
                    {permission.held ? (
                      <Check className="text-ok-mark" aria-label="Included" />
                    ) : (
                      <Minus className="text-ink-faint" aria-label="Not included" />
                    )}
                    <span>{permission.label}</span>
                    {permission.elevated && permission.held && (
                      <Shield className="text-elevated" aria-label="Elevated" />
                    )}
                    {permission.scope === "account" && (
                      <span className="ml-auto text-ink-muted text-xs">whole account only</span>
                    )}
                  </li>
                ))}
            </ul>
          </Panel>
        ))}
      </div>
    </div>
  );
}
