"use client";

import { type FormEvent, useId } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { useToast } from "../ui/toast";
import type { FactorName, OwnFactorActions } from "./own-factor-actions";
import { SetupError } from "./setup-error";
import { useAsk } from "./use-ask";

export function RenameFactor({
  factor,
  name,
  rename,
  open,
  onOpenChange,
}: {
  factor: FactorName;
  name: string;
  rename: OwnFactorActions["rename"];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { ask, pending, error, setError } = useAsk();
  const say = useToast();
  const form = useId();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    const answer = await ask(() => rename({ ...factor, name: chosen }));
    if (!answer) return;
    onOpenChange(false);
    say({ title: `Now called ${chosen}` });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setError(undefined);
        onOpenChange(next);
      }}
      title={`Rename ${name}`}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Save the name
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <SetupError error={error} title="Nothing was changed" fields={["name"]} />
        <Field name="name" label="Name" error={error?.fields?.name}>
          <Input defaultValue={name} maxLength={100} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  );
}
