"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { PermissionChoice } from "@/components/roles/permission-choice";
import type { PermissionKey, RolePermission } from "@/components/roles/role-actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Panel } from "@/components/ui/panel";
import { Textarea } from "@/components/ui/textarea";
import type { VisibleError } from "@/lib/kernel/errors";

export interface RoleDraft {
  name: string;
  description: string;
  permissions: PermissionKey[];
}

/** A role's name and what it gives, with the consequences of that beside it. */
export function RoleForm({
  start,
  permissions,
  before,
  verb,
  backHref,
  pending,
  error,
  conflict,
  aside,
  onSave,
}: {
  start: RoleDraft;
  permissions: RolePermission[];
  before: ReadonlySet<PermissionKey> | null;
  verb: string;
  backHref: string;
  pending: boolean;
  error: VisibleError | undefined;
  /** what to do where somebody else was first */
  conflict?: ReactNode;
  aside: (draft: RoleDraft) => ReactNode;
  onSave: (draft: RoleDraft) => void;
}) {
  const [name, setName] = useState(start.name);
  const [description, setDescription] = useState(start.description);
  const [chosen, setChosen] = useState<ReadonlySet<PermissionKey>>(new Set(start.permissions));
  const draft = {
    name,
    description,
    permissions: permissions.flatMap(({ key }) => (chosen.has(key) ? [key] : [])),
  };
  const elevated = permissions.filter((permission) => permission.elevated && chosen.has(permission.key));
  const errors = error
    ? Object.entries(error.fields ?? { "": error.message }).map(([field, message]) => ({
        name: field,
        message,
      }))
    : [];

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!pending) onSave(draft);
  }

  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(18rem,24rem)]"
    >
      <div className="flex min-w-0 flex-col gap-5">
        <FormErrorSummary errors={errors} id={error?.id} />
        {error?.code === "conflict" && !error.fields && conflict}
        <div className="flex max-w-lg flex-col gap-4">
          <Field name="name" label="Name" required error={error?.fields?.name}>
            <Input
              value={name}
              onChange={(event) => setName(event.target.value)}
              maxLength={80}
              autoComplete="off"
            />
          </Field>
          <Field
            name="description"
            label="Description"
            aside="Optional"
            help="What somebody with this role is there for. People read it where they choose a role."
            error={error?.fields?.description}
          >
            <Textarea
              rows={2}
              maxLength={500}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          </Field>
        </div>
        <PermissionChoice permissions={permissions} chosen={chosen} before={before} onChosen={setChosen} />
      </div>
      <div className="flex flex-col gap-4 lg:sticky lg:top-16">
        <Panel title="What this means">
          <div className="flex flex-col gap-4" aria-live="polite">
            <p className="text-ink-muted text-sm tabular-nums">
              {draft.permissions.length} {draft.permissions.length === 1 ? "permission" : "permissions"},{" "}
              {elevated.length} of them elevated.
            </p>
            {aside(draft)}
          </div>
        </Panel>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={pending}>
            {verb}
          </Button>
          <LinkButton href={backHref} variant="ghost">
            Cancel
          </LinkButton>
        </div>
      </div>
    </form>
  );
}
