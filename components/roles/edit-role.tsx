"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useDebounced } from "@/components/devices/use-debounced";
import { confirmed } from "@/components/proof/step-up";
import type { ChangeRole, PermissionKey, Role } from "@/components/roles/role-actions";
import { RoleEffect } from "@/components/roles/role-effect";
import { type RoleDraft, RoleForm } from "@/components/roles/role-form";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { VisibleError } from "@/lib/kernel/errors";
import type { previewRoleChange } from "@/lib/roles/preview-role-change";

export function EditRole({ role, change }: { role: Role; change: ChangeRole }) {
  const { account } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const href = `/${account.slug}/people/roles/${role.id}`;
  const held = role.permissions.flatMap((permission) => (permission.held ? [permission.key] : []));

  async function save(draft: RoleDraft) {
    setPending(true);
    const answer = await confirmed(change)(account.slug, {
      roleId: role.id,
      version: role.version,
      ...draft,
    });
    if (!answer.ok) {
      setPending(false);
      return setError(answer.error);
    }
    await queries.invalidateQueries({ queryKey: ["people"] });
    router.push(href);
    router.refresh();
  }

  return (
    <RoleForm
      // what somebody else saved replaces what was typed, and only when it is asked for
      key={role.version}
      start={{ name: role.name, description: role.description, permissions: held }}
      permissions={role.permissions}
      before={new Set(held)}
      verb="Save the role"
      backHref={href}
      pending={pending}
      error={error}
      conflict={
        <Button
          className="self-start"
          onClick={() => {
            setError(undefined);
            router.refresh();
          }}
        >
          Load what it is now
        </Button>
      }
      aside={(draft) => <Effect role={role} before={held} draft={draft} />}
      onSave={(draft) => void save(draft)}
    />
  );
}

/** Worked out by the server with the draft applied, from the same rules as every request. */
function Effect({ role, before, draft }: { role: Role; before: PermissionKey[]; draft: RoleDraft }) {
  const { account } = useViewer();
  const { permissions } = draft;
  const asked = useDebounced(permissions.join(" "), 200);
  const same = asked === before.join(" ");
  const { data, error } = useQuery({
    queryKey: ["people", "role-change", account.id, role.id, role.version, asked],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof previewRoleChange>>(
        `/api/accounts/${account.slug}/people/roles/change`,
        { roleId: role.id, permission: asked.split(" ") },
        signal,
      ),
    enabled: asked !== "" && !same,
    placeholderData: (previous) => previous,
    retry: false,
  });
  if (asked === "") return <p className="text-ink-muted text-sm">Choose at least one permission.</p>;
  if (same)
    return (
      <p className="text-ink-muted text-sm">
        Add or remove a permission, and see here who gains and loses what, before you save.
      </p>
    );
  if (error)
    return (
      <Banner
        tone="bad"
        title={error instanceof AnswerError ? error.message : "The preview could not be made."}
      />
    );
  if (!data) return <Skeleton className="h-32 w-full" />;
  return (
    <>
      {data.lacking.length > 0 && (
        <Banner tone="bad" title="You cannot save this">
          You do not hold it yourself wherever and as long as people have this role: {data.lacking.join(", ")}
          .
        </Banner>
      )}
      <RoleEffect
        effect={data}
        draft={
          data.lacking.length === 0 && draft.name.trim() !== ""
            ? { roleId: role.id, version: role.version, ...draft }
            : undefined
        }
      />
    </>
  );
}
