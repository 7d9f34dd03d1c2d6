"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { CreateRole as Create, Role } from "@/components/roles/role-actions";
import { type RoleDraft, RoleForm } from "@/components/roles/role-form";
import { useViewer } from "@/components/shell/viewer";
import { buttonClass } from "@/components/ui/button-class";
import type { VisibleError } from "@/lib/kernel/errors";

/** A new role, begun from another one. What the creator does not hold herself is left out from the start. */
export function CreateRole({
  from,
  roles,
  permissions,
  create,
}: {
  from: Role | null;
  roles: { id: string; name: string }[];
  permissions: Role["permissions"];
  create: Create;
}) {
  const { account, can } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const base = `/${account.slug}/people/roles`;
  const held = from?.permissions.filter((permission) => permission.held) ?? [];
  const left = held.filter(({ key }) => !can(key)).map(({ label }) => label);

  async function save(draft: RoleDraft) {
    setPending(true);
    const answer = await confirmed(create)(account.slug, { ...draft, from: from?.id ?? null });
    if (!answer.ok) {
      setPending(false);
      return setError(answer.error);
    }
    await queries.invalidateQueries({ queryKey: ["people"] });
    router.push(`${base}/${answer.data.id}`);
  }

  return (
    <div className="flex flex-col gap-5">
      <nav aria-label="Begin from" className="flex flex-wrap items-center gap-2">
        <span className="text-ink-muted text-sm">Begin from</span>
        {[{ id: "", name: "Nothing" }, ...roles].map((role) => {
          const on = role.id === (from?.id ?? "");
          return (
            <Link
              key={role.id}
              href={`${base}/new${role.id ? `?from=${role.id}` : ""}`}
              aria-current={on ? "true" : undefined}
              className={buttonClass(on ? "secondary" : "ghost", "sm")}
            >
              {role.name}
            </Link>
          );
        })}
      </nav>
      <RoleForm
        key={from?.id ?? ""}
        start={{
          name: from ? `${from.name} (copy)` : "",
          description: from?.description ?? "",
          permissions: held.flatMap(({ key }) => (can(key) ? [key] : [])),
        }}
        permissions={permissions}
        before={null}
        verb="Create the role"
        backHref={base}
        pending={pending}
        error={error}
        aside={() => (
          <div className="flex flex-col gap-3 text-sm">
            <p>Nobody has it yet. It gives something once somebody is granted it, or invited into it.</p>
            {left.length > 0 && (
              <p className="text-ink-muted">
                Left out of {from?.name}, because you do not hold it: {left.join(", ")}.
              </p>
            )}
          </div>
        )}
        onSave={(draft) => void save(draft)}
      />
    </div>
  );
}
