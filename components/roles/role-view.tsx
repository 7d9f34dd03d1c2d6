import { Check, Minus, Shield } from "lucide-react";
import type { Role } from "@/components/roles/role-actions";
import { Panel } from "@/components/ui/panel";

/** Every permission there is, by area, and whether this role gives it. */
export function RoleView({ role }: { role: Role }) {
  const areas = [...new Set(role.permissions.map((permission) => permission.area))];
  return (
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
  );
}
