"use client";

import type { ReactNode } from "react";
import type { ActionResult } from "@/lib/operation/action";
import { FormDialog, textOf } from "../gateways/form-dialog";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

/** A form that is about one account. */
export function AccountDialog({
  title,
  description,
  verb,
  accounts,
  send,
  onDone,
  onClose,
  children,
}: {
  title: string;
  description?: string;
  verb: string;
  accounts: { id: string; name: string }[];
  send: (accountId: string, form: FormData) => Promise<ActionResult<unknown>>;
  onDone: () => void;
  onClose: () => void;
  children?: (wrong: Record<string, string>) => ReactNode;
}) {
  return (
    <FormDialog
      title={title}
      description={description}
      verb={verb}
      send={(form) => send(textOf(form, "accountId"), form)}
      onDone={onDone}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <Field name="accountId" label="Account" required error={wrong.accountId}>
            <Select defaultValue={accounts[0]?.id}>
              {accounts.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          {children?.(wrong)}
        </>
      )}
    </FormDialog>
  );
}
