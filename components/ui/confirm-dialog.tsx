"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "./button";
import { Dialog, DialogClose } from "./dialog";
import { Field } from "./field";
import { FormErrorSummary } from "./form-error-summary";
import { Input } from "./input";
import { SubjectList, type Subjects } from "./subject-list";
import { Textarea } from "./textarea";
import { ToneIcon } from "./tone-icon";

export type ConfirmDialogProps = {
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** What will happen, as a sentence: "Terminate 3 devices". */
  title: string;
  /** The consequence in plain words. */
  consequence: ReactNode;
  /** To which. */
  subjects?: Subjects;
  /** What it cannot undo. */
  irreversible?: ReactNode;
  /** What else follows. */
  also?: ReactNode[];
  /** What must be typed before the button works. */
  typed?: { expected: string; label: ReactNode };
  reason?: { label?: string; help?: string; required?: boolean };
  /** The second factor, or any further field, inside the same form. */
  children?: ReactNode;
  /** The button carries the verb and the count: "Terminate 3 devices". */
  verb: string;
  danger?: boolean;
  pending?: boolean;
  error?: { message: string; id?: string };
  onConfirm: (form: FormData) => void;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, open, onOpenChange, title, consequence, verb, danger, pending } = props;
  const form = useId();
  return (
    <Dialog
      trigger={trigger}
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={consequence}
      size="md"
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant={danger ? "danger" : "primary"} pending={pending}>
            {verb}
          </Button>
        </>
      }
    >
      <ConfirmForm id={form} {...props} />
    </Dialog>
  );
}

/** Lives and dies with the open dialog, so nothing typed survives a cancel. */
function ConfirmForm({
  id,
  subjects,
  irreversible,
  also = [],
  typed,
  reason,
  children,
  pending,
  error,
  onConfirm,
}: ConfirmDialogProps & { id: string }) {
  const [mistyped, setMistyped] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    const wrong = typed !== undefined && String(form.get("confirmation") ?? "").trim() !== typed.expected;
    setMistyped(wrong);
    if (!wrong) return onConfirm(form);
    const field = event.currentTarget.elements.namedItem("confirmation");
    if (field instanceof HTMLElement) field.focus();
  }

  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4">
      {error && (
        <FormErrorSummary title="Nothing was changed" errors={[{ message: error.message }]} id={error.id} />
      )}
      {subjects && <SubjectList {...subjects} />}
      {irreversible && (
        <p className="flex gap-2.5 rounded-lg border border-bad-line bg-bad-soft px-3 py-2.5 text-sm">
          <ToneIcon tone="bad" className="mt-[0.1875rem]" />
          <span>
            <strong className="font-medium text-bad">Cannot be undone.</strong> {irreversible}
          </span>
        </p>
      )}
      {also.length > 0 && (
        <div className="text-sm">
          <p className="font-medium">What else follows</p>
          <ul className="mt-1 list-disc space-y-1 pl-4 text-ink-muted marker:text-ink-faint">
            {also.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines are fixed while the dialog is open
              <li key={index}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {reason && (
        <Field
          name="reason"
          label={reason.label ?? "Reason"}
          help={reason.help ?? "Kept in the activity log."}
          required={reason.required}
          aside={reason.required ? undefined : "Optional"}
        >
          <Textarea rows={2} maxLength={500} />
        </Field>
      )}
      {typed && (
        <Field
          name="confirmation"
          label={typed.label}
          error={mistyped && "That is not what is asked for. Nothing was changed."}
          required
        >
          <Input mono autoComplete="off" spellCheck={false} autoCapitalize="off" />
        </Field>
      )}
      {children}
    </form>
  );
}
