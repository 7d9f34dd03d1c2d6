import { Shield } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { AccessView } from "@/lib/people/describe-access";

/** What somebody may do, by area, elevated permissions marked. */
export function HeldPermissions({ permissions }: { permissions: AccessView["permissions"] }) {
  const areas = [...new Set(permissions.map((permission) => permission.area))];
  const elevated = permissions.filter((permission) => permission.elevated).length;
  const both = new Set(permissions.map((permission) => permission.where)).size > 1;
  if (areas.length === 0) return <p className="text-ink-muted text-sm">Nothing.</p>;
  return (
    <div className="flex flex-col gap-3">
      {elevated > 0 && (
        <p className="text-sm">
          <Badge tone="elevated" icon>
            {elevated} elevated
          </Badge>{" "}
          <span className="text-ink-muted">of {permissions.length} permissions</span>
        </p>
      )}
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
        {areas.map((area) => (
          <div key={area}>
            <dt className="text-ink-muted text-xs">{area}</dt>
            {permissions
              .filter((permission) => permission.area === area)
              .map((permission) => (
                <dd key={permission.key}>
                  {permission.label}
                  {permission.elevated && (
                    <Shield aria-label="Elevated" className="ml-1 inline size-3! text-elevated" />
                  )}
                  {both && permission.where === "groups" && (
                    <span className="text-ink-muted"> · in groups</span>
                  )}
                </dd>
              ))}
          </div>
        ))}
      </dl>
    </div>
  );
}
