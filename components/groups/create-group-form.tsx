"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { CreateGroup } from "@/components/groups/group-actions";
import { GroupFields } from "@/components/groups/group-fields";
import { draftOf, ruleErrors, ruleOf } from "@/components/groups/rule-draft";
import { RuleFields } from "@/components/groups/rule-fields";
import { RulePreview } from "@/components/groups/rule-preview";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { LinkButton } from "@/components/ui/link-button";
import type { VisibleError } from "@/lib/kernel/errors";

export function CreateGroupForm({ create }: { create: CreateGroup }) {
  const { account } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(null));
  const [error, setError] = useState<VisibleError>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    setPending(true);
    const answer = await confirmed(create)(account.slug, {
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
      rule: draft.byRule ? ruleOf(draft) : null,
    });
    if (!answer.ok) {
      setPending(false);
      return setError(answer.error);
    }
    await queries.invalidateQueries({ queryKey: ["groups"] });
    router.push(`/${account.slug}/groups/${answer.data.id}`);
  }

  const fields = ruleErrors(error?.fields);
  const errors = error
    ? Object.entries(error.fields ? fields : { "": error.message }).map(([name, message]) => ({
        name,
        message,
      }))
    : [];
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-lg flex-col gap-4">
      <FormErrorSummary errors={errors} id={error?.id} />
      <GroupFields errors={fields} />
      <RuleFields draft={draft} onDraft={setDraft} errors={fields} />
      <RulePreview draft={draft} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Create the group
        </Button>
        <LinkButton href={`/${account.slug}/groups`} variant="ghost">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
