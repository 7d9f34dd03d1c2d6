"use client";

import { type FormEvent, useId, useState, useTransition } from "react";
import type { DeviceDetail } from "@/lib/devices/get-device";
import type { VisibleError } from "@/lib/kernel/errors";
import { useViewer } from "../shell/viewer";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { Field } from "../ui/field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";
import type { Done } from "./action-result";
import type { DeviceDeeds } from "./device-actions";

export function EditDeviceDialog({
  device,
  edit,
  onClose,
  onDone,
}: {
  device: DeviceDetail;
  edit: DeviceDeeds["edit"];
  onClose: () => void;
  onDone: (done: Done) => void;
}) {
  const { account } = useViewer();
  const form = useId();
  const [error, setError] = useState<VisibleError>();
  const [pending, start] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    start(async () => {
      const result = await edit(account.slug, {
        deviceId: device.id,
        label: String(data.get("label") ?? ""),
        note: String(data.get("note") ?? ""),
      });
      if (result.ok) onDone({ title: `${result.data.label} is saved` });
      else setError(result.error);
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Edit ${device.label}`}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        {error && !error.fields && (
          <FormErrorSummary title="Nothing was changed" errors={[{ message: error.message }]} id={error.id} />
        )}
        <Field
          name="label"
          label="Label"
          required
          error={error?.fields?.label}
          help="What people call the device. Lists are sorted by it."
        >
          <Input defaultValue={device.label} maxLength={80} autoComplete="off" />
        </Field>
        <Field name="note" label="Note" aside="Optional" error={error?.fields?.note}>
          <Textarea defaultValue={device.note} maxLength={2000} rows={4} />
        </Field>
      </form>
    </Dialog>
  );
}
