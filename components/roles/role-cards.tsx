import Link from "next/link";
import type { OutputOf } from "@/components/shell/operation-types";
import { Badge } from "@/components/ui/badge";
import type { listRoles } from "@/lib/roles/list-roles";

/** The roles of the account, each with how much it gives and a way to what exactly. */
export function RoleCards({
  account,
  roles,
}: {
  account: string;
  roles: OutputOf<typeof listRoles>["roles"];
}) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {roles.map((role) => (
        <li
          key={role.id}
          className="relative flex flex-col gap-1.5 rounded-lg border border-line bg-surface px-4 py-3 hover:border-line-strong"
        >
          <p className="flex items-center gap-2">
            <Link
              href={`/${account}/people/roles/${role.id}`}
              className="rounded-lg font-semibold text-base after:absolute after:inset-0"
            >
              {role.name}
            </Link>
            {role.builtIn && <Badge>Built in</Badge>}
          </p>
          <p className="text-ink-muted text-sm">{role.description}</p>
          <p className="flex items-center gap-2 text-sm">
            <span className="text-ink-muted tabular-nums">
              {role.permissions} {role.permissions === 1 ? "permission" : "permissions"}
            </span>
            {role.elevated > 0 && (
              <Badge tone="elevated" icon>
                {role.elevated} elevated
              </Badge>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
