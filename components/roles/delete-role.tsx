"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { DeleteRole as Remove, Role } from "@/components/roles/role-actions";
import { RoleEffect } from "@/components/roles/role-effect";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import type { VisibleError } from "@/lib/kernel/errors";
import type { previewRoleDeletion } from "@/lib/roles/preview-role-deletion";

const say = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Deleting a role: at once where nobody has it, else with another one in its place and what that changes. */
export function DeleteRole({
  role,
  roles,
  remove,
}: {
  role: Role;
  roles: { id: string; name: string; description: string }[];
  remove: Remove;
}) {
  const { account } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [replacementId, setReplacementId] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const foreseen = useQuery({
    queryKey: ["people", "role-deletion", account.id, role.id, replacementId],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof previewRoleDeletion>>(
        `/api/accounts/${account.slug}/people/roles/deletion`,
        { roleId: role.id, replacementId },
        signal,
      ),
    enabled: open,
    gcTime: 0,
    placeholderData: (before) => before,
    retry: false,
  });

  async function confirm() {
    setPending(true);
    const answer = await confirmed(remove)(account.slug, {
      roleId: role.id,
      version: role.version,
      replacementId: replacementId || null,
    });
    setPending(false);
    if (!answer.ok) return setError(answer.error);
    setOpen(false);
    await queries.invalidateQueries({ queryKey: ["people"] });
    router.push(`/${account.slug}/people/roles`);
  }

  const failed = foreseen.error instanceof AnswerError ? foreseen.error.visible : undefined;
  const data = foreseen.data;
  const used = data !== undefined && data.grants + data.invitations > 0;
  return (
    <ConfirmDialog
      trigger={<Button variant="ghost">Delete</Button>}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
        setReplacementId("");
      }}
      title={`Delete the role ${role.name}`}
      consequence={
        !data
          ? "Looking who has it."
          : used
            ? `It is in use: ${say(data.grants, "grant", "grants")} and ${say(data.invitations, "open invitation", "open invitations")} move to the role you choose.`
            : "Nobody has it and nobody is invited into it, so nobody's access changes."
      }
      also={["Its history stays, in the activity log and on its own page."]}
      verb="Delete the role"
      danger
      pending={pending || foreseen.isPending}
      error={error ?? failed}
      onConfirm={() => void confirm()}
    >
      {foreseen.isPending && <Skeleton className="h-16 w-full" />}
      {used && (
        <Field name="replacementId" label="Takes its place" required>
          <RadioGroup
            className="max-h-56 overflow-y-auto"
            options={roles
              .filter(({ id }) => id !== role.id)
              .map(({ id, name, description }) => ({ value: id, label: name, help: description }))}
            value={replacementId}
            onValueChange={setReplacementId}
          />
        </Field>
      )}
      {data && data.lacking.length > 0 && (
        <Banner tone="bad" title="You cannot choose this one">
          It gives what you do not hold yourself wherever it would hold: {data.lacking.join(", ")}.
        </Banner>
      )}
      {data?.effect && <RoleEffect effect={data.effect} />}
    </ConfirmDialog>
  );
}
