"use client";

import type { changeGateway } from "@/lib/nas/change-gateway";
import type { ShownGateway } from "@/lib/nas/gateway";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";
import { FormDialog, linesOf, textOf } from "./form-dialog";
import type { ProviderActionOf } from "./provider-action";

export function EditGateway({
  gateway,
  change,
  onDone,
  onClose,
}: {
  gateway: ShownGateway;
  change: ProviderActionOf<typeof changeGateway>;
  onDone: () => void;
  onClose: () => void;
}) {
  return (
    <FormDialog
      title={`Edit ${gateway.name}`}
      verb="Save the gateway"
      send={(form) =>
        change({
          gatewayId: gateway.id,
          version: gateway.version,
          name: textOf(form, "name"),
          addresses: linesOf(form, "addresses"),
        })
      }
      onDone={onDone}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <Field
            name="name"
            label="Name"
            required
            error={wrong.name}
            help="Small letters, digits and hyphens, such as core-radius-1."
          >
            <Input mono defaultValue={gateway.name} maxLength={60} autoComplete="off" spellCheck={false} />
          </Field>
          <Field
            name="addresses"
            label="Addresses it asks from"
            aside="Optional"
            error={wrong.addresses}
            help="One a line, such as 192.0.2.10 or 10.20.0.0/16. Its token is then refused from everywhere else, within two seconds. Without any, it is believed from each address."
          >
            <Textarea mono rows={3} defaultValue={gateway.addresses.join("\n")} spellCheck={false} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
