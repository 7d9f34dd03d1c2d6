"use client";

import { Shield } from "lucide-react";
import type { PermissionKey, RolePermission } from "@/components/roles/role-actions";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Panel } from "@/components/ui/panel";

/** A role as a column of the matrix: every permission by area, in or not. What differs from before is marked. */
export function PermissionChoice({
  permissions,
  chosen,
  before,
  onChosen,
}: {
  permissions: RolePermission[];
  chosen: ReadonlySet<PermissionKey>;
  /** what the role has while nothing is saved; a new one has nothing to differ from */
  before: ReadonlySet<PermissionKey> | null;
  onChosen: (chosen: Set<PermissionKey>) => void;
}) {
  const { can } = useViewer();
  const areas = [...new Set(permissions.map(({ area }) => area))];

  function put(keys: PermissionKey[], inside: boolean) {
    const next = new Set(chosen);
    for (const key of keys) {
      if (inside) next.add(key);
      else next.delete(key);
    }
    onChosen(next);
  }

  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      {areas.map((area) => {
        const all = permissions.filter((permission) => permission.area === area);
        // what is in stays removable, and may be put back as long as nothing is saved
        const mine = all.filter(({ key }) => can(key) || chosen.has(key) || before?.has(key));
        const count = all.filter(({ key }) => chosen.has(key)).length;
        const full = mine.length > 0 && mine.every(({ key }) => chosen.has(key));
        return (
          <Panel
            key={area}
            title={
              <>
                {area}{" "}
                <span className="font-normal text-ink-muted text-sm tabular-nums">
                  {count} of {all.length}
                </span>
              </>
            }
            action={
              mine.length > 1 && (
                <Button
                  size="sm"
                  variant="ghost"
                  onClick={() =>
                    put(
                      mine.map(({ key }) => key),
                      !full,
                    )
                  }
                >
                  {full ? "None" : "All"}
                  <span className="sr-only"> of {area}</span>
                </Button>
              )
            }
          >
            <ul className="flex flex-col gap-2.5">
              {all.map((permission) => (
                <li key={permission.key}>
                  <Checkbox
                    checked={chosen.has(permission.key)}
                    disabled={!mine.includes(permission)}
                    onCheckedChange={(next) => put([permission.key], next === true)}
                    label={
                      <span className="inline-flex flex-wrap items-center gap-x-1.5">
                        <span className={mine.includes(permission) ? "" : "text-ink-muted"}>
                          {permission.label}
                        </span>
                        {permission.elevated && (
                          <Shield aria-label="Elevated" className="size-3.5! text-elevated" />
                        )}
                        <Mark inside={chosen.has(permission.key)} was={before?.has(permission.key) ?? null} />
                      </span>
                    }
                    help={
                      !mine.includes(permission)
                        ? "You do not hold this, so you cannot put it into a role."
                        : permission.scope === "account"
                          ? "Only in a grant for the whole account"
                          : undefined
                    }
                  />
                </li>
              ))}
            </ul>
          </Panel>
        );
      })}
    </div>
  );
}

function Mark({ inside, was }: { inside: boolean; was: boolean | null }) {
  if (was === null || was === inside) return null;
  return inside ? (
    <span className="rounded-xs bg-ok-soft px-1 text-ok text-xs">added</span>
  ) : (
    <span className="rounded-xs bg-bad-soft px-1 text-bad text-xs">removed</span>
  );
}
