"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { type AccessChoice, missingOf, toFormFields } from "@/components/people/access-choice";
import { AccessFields, type RoleOption } from "@/components/people/access-fields";
import { GrantPreview } from "@/components/people/grant-preview";
import { confirmed } from "@/components/proof/step-up";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { Panel } from "@/components/ui/panel";
import type { VisibleError } from "@/lib/kernel/errors";
import type { ActionResult } from "@/lib/operation/action";

export interface GrantDialogProps<Input extends object> {
  trigger: ReactNode;
  title: string;
  description: ReactNode;
  verb: string;
  roles: RoleOption[];
  start: AccessChoice;
  kind: "give" | "change";
  /** what is looked at before, and sent then */
  inputOf: (choice: AccessChoice) => Input;
  send: (input: Input) => Promise<ActionResult<unknown>>;
}

/** Gives a grant or changes one, with what it comes to beside it. */
export function GrantDialog<Input extends object>(props: GrantDialogProps<Input>) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const form = useId();
  return (
    <Dialog
      trigger={props.trigger}
      open={open}
      onOpenChange={setOpen}
      title={props.title}
      description={props.description}
      size="lg"
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            {props.verb}
          </Button>
        </>
      }
    >
      <GrantForm {...props} id={form} onPending={setPending} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function GrantForm<Input extends object>({
  id,
  roles,
  start,
  kind,
  inputOf,
  send,
  onPending,
  onDone,
}: GrantDialogProps<Input> & { id: string; onPending: (pending: boolean) => void; onDone: () => void }) {
  const queries = useQueryClient();
  const [choice, setChoice] = useState(start);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<VisibleError>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const missing = missingOf(choice);
    setErrors(missing);
    setRefusal(undefined);
    if (Object.keys(missing).length > 0) return;
    onPending(true);
    const answer = await confirmed(send)(inputOf(choice));
    onPending(false);
    await queries.invalidateQueries({ queryKey: ["people"] });
    if (answer.ok) return onDone();
    setErrors(toFormFields(answer.error.fields));
    setRefusal(answer.error);
  }

  return (
    <form id={id} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      {refusal && (
        <FormErrorSummary
          title="Nothing was changed"
          errors={[{ message: refusal.message }]}
          id={refusal.id}
        />
      )}
      <div className="grid items-start gap-6 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <AccessFields roles={roles} choice={choice} onChoice={setChoice} errors={errors} />
        </div>
        <Panel title="Before and after" level={3}>
          <GrantPreview kind={kind} input={inputOf(choice)} choice={choice} />
        </Panel>
      </div>
    </form>
  );
}
