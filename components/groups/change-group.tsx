"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { GroupActions } from "@/components/groups/group-actions";
import { GroupFields } from "@/components/groups/group-fields";
import { draftOf, ruleErrors, ruleOf } from "@/components/groups/rule-draft";
import { RuleFields } from "@/components/groups/rule-fields";
import { RulePreview } from "@/components/groups/rule-preview";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { GroupRule } from "@/lib/groups/rule";
import type { VisibleError } from "@/lib/kernel/errors";

export function ChangeGroup({
  group,
  actions: { change },
}: {
  group: { id: string; name: string; description: string; version: number; rule: GroupRule | null };
  actions: Pick<GroupActions, "change">;
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  // as it was when it was opened: what somebody else changes meanwhile is told, not overwritten
  const [version, setVersion] = useState(group.version);
  const [draft, setDraft] = useState(() => draftOf(group.rule));
  const [error, setError] = useState<VisibleError>();

  async function save(form: FormData) {
    setPending(true);
    const answer = await confirmed(change)(account.slug, {
      groupId: group.id,
      version,
      ...((draft.byRule || group.rule) && { rule: draft.byRule ? ruleOf(draft) : null }),
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
    });
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setOpen(false);
    await queries.invalidateQueries({ queryKey: ["groups"] });
  }

  const fields = ruleErrors(error?.fields);
  return (
    <Dialog
      trigger={<Button>Edit</Button>}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
        if (!next) return;
        setVersion(group.version);
        setDraft(draftOf(group.rule));
      }}
      title={`Edit ${group.name}`}
      size="md"
      description="Grants that name this group stay as they are."
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" form="change-group" variant="primary" pending={pending}>
            Save the group
          </Button>
        </>
      }
    >
      <form
        id="change-group"
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) void save(new FormData(event.currentTarget));
        }}
      >
        {error && !error.fields && <FormErrorSummary errors={[{ message: error.message }]} id={error.id} />}
        <GroupFields name={group.name} description={group.description} errors={fields} />
        <RuleFields draft={draft} onDraft={setDraft} errors={fields} />
        {group.rule && !draft.byRule && (
          <p className="text-ink-muted text-sm">The group keeps the devices it holds now.</p>
        )}
        <RulePreview groupId={group.id} draft={draft} />
      </form>
    </Dialog>
  );
}
