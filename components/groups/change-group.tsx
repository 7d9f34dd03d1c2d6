"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { GroupActions } from "@/components/groups/group-actions";
import { GroupFields } from "@/components/groups/group-fields";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { VisibleError } from "@/lib/kernel/errors";

export function ChangeGroup({
  group,
  change,
}: {
  group: { id: string; name: string; description: string };
  change: GroupActions["change"];
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function save(form: FormData) {
    setPending(true);
    const answer = await confirmed(change)(account.slug, {
      groupId: group.id,
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
    });
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setOpen(false);
    await queries.invalidateQueries({ queryKey: ["groups"] });
  }

  return (
    <Dialog
      trigger={<Button>Edit</Button>}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      title={`Edit ${group.name}`}
      description="Access that was given through this group stays as it is."
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
        <GroupFields name={group.name} description={group.description} errors={error?.fields} />
      </form>
    </Dialog>
  );
}
