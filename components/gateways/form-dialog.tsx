"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { VisibleError } from "@/lib/kernel/errors";
import type { ActionResult } from "@/lib/operation/action";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { FormErrorSummary } from "../ui/form-error-summary";

/** A form in a dialog: what is wrong stands at its field, and a fresh proof is asked for where one is needed. */
export function FormDialog<Data>({
  title,
  description,
  verb,
  send,
  onDone,
  onClose,
  children,
}: {
  title: string;
  description?: string;
  verb: string;
  send: (form: FormData) => Promise<ActionResult<Data>>;
  onDone: (data: Data) => void;
  onClose: () => void;
  children: (wrong: Record<string, string>) => ReactNode;
}) {
  const id = useId();
  const [error, setError] = useState<VisibleError>();
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    setPending(true);
    const answer = await confirmed(send)(form);
    setPending(false);
    if (answer.ok) onDone(answer.data);
    else setError(answer.error);
  }

  const wrong = error?.fields ?? {};
  const errors = Object.entries(wrong).map(([name, message]) => ({ name, message }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      size="md"
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        {error && (
          <FormErrorSummary
            title="Nothing was changed"
            errors={errors.length > 0 ? errors : [{ message: error.message }]}
            id={error.id}
          />
        )}
        {children(wrong)}
      </form>
    </Dialog>
  );
}

/** The entries of a field that takes several, one a line or between commas. */
export const linesOf = (form: FormData, name: string): string[] =>
  String(form.get(name) ?? "")
    .split(/[\s,;]+/)
    .filter(Boolean);

export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();
