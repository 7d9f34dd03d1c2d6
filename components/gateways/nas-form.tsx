"use client";

import type { getGateway } from "@/lib/nas/get-gateway";
import type { ActionResult } from "@/lib/operation/action";
import type { OutputOf } from "../shell/operation-types";
import { PasswordInput } from "../sign-in/password-input";
import { Checkbox } from "../ui/checkbox";
import { ExactTime } from "../ui/exact-time";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";
import { FormDialog, linesOf, textOf } from "./form-dialog";

export type ShownNas = OutputOf<typeof getGateway>["nases"][number];

/** What was entered of a NAS. Without disconnectSecret the one it has stays. */
export interface NasDraft {
  name: string;
  addresses: string[];
  group: string | null;
  disconnectAddress: string | null;
  disconnectPort: number;
  disconnectSecret?: string | null;
  disconnectsPerSecond: number;
}

function draftOf(form: FormData): NasDraft {
  const secret = textOf(form, "disconnectSecret");
  return {
    name: textOf(form, "name"),
    addresses: linesOf(form, "addresses"),
    group: textOf(form, "group") || null,
    disconnectAddress: textOf(form, "disconnectAddress") || null,
    disconnectPort: Number(textOf(form, "disconnectPort") || Number.NaN),
    ...(form.get("forgetSecret") ? { disconnectSecret: null } : secret && { disconnectSecret: secret }),
    disconnectsPerSecond: Number(textOf(form, "disconnectsPerSecond") || Number.NaN),
  };
}

export function NasForm({
  nas,
  groups,
  save,
  onDone,
  onClose,
}: {
  nas: ShownNas | null;
  groups: string[];
  save: (draft: NasDraft) => Promise<ActionResult<unknown>>;
  onDone: () => void;
  onClose: () => void;
}) {
  return (
    <FormDialog
      title={nas ? `Change ${nas.name}` : "Add a NAS"}
      verb={nas ? "Save the NAS" : "Add the NAS"}
      send={(form) => save(draftOf(form))}
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
            help="Exactly what it sends as NAS-Identifier; where it sends none, its address."
          >
            <Input mono defaultValue={nas?.name} maxLength={253} autoComplete="off" spellCheck={false} />
          </Field>
          <Field
            name="addresses"
            label="Addresses"
            aside="Optional"
            error={wrong.addresses}
            help="As they stand in NAS-IP-Address or NAS-IPv6-Address, one a line."
          >
            <Textarea mono rows={2} defaultValue={nas?.addresses.join("\n")} spellCheck={false} />
          </Field>
          <Field
            name="group"
            label="NAS group"
            aside="Optional"
            error={wrong.group}
            help="A name for NASes that belong together, such as europe. Credentials can be limited to it."
          >
            <Input
              mono
              defaultValue={nas?.group ?? ""}
              maxLength={60}
              list="nas-groups"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Field>
          <datalist id="nas-groups">
            {groups.map((group) => (
              <option key={group} value={group} />
            ))}
          </datalist>
          <fieldset className="flex flex-col gap-4 border-line border-t pt-4">
            <legend className="float-left w-full font-semibold text-base">Ending sessions</legend>
            <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_7rem]">
              <Field
                name="disconnectAddress"
                label="Disconnect address"
                aside="Optional"
                error={wrong.disconnectAddress}
                help="Where it takes Disconnect-Requests (RFC 5176)."
              >
                <Input mono defaultValue={nas?.disconnectAddress ?? ""} autoComplete="off" />
              </Field>
              <Field name="disconnectPort" label="Port" error={wrong.disconnectPort}>
                <Input type="number" min={1} max={65_535} defaultValue={nas?.disconnectPort ?? 3799} />
              </Field>
            </div>
            <Field
              name="disconnectSecret"
              label="Disconnect secret"
              error={wrong.disconnectSecret}
              aside={
                nas?.secretSetAt && (
                  <>
                    set on <ExactTime at={nas.secretSetAt} />
                  </>
                )
              }
              help={
                nas?.secretSetAt
                  ? "It cannot be shown. Leave this empty to keep it."
                  : "At least 16 characters. It is kept sealed and cannot be shown again."
              }
            >
              <PasswordInput autoComplete="new-password" />
            </Field>
            {nas?.secretSetAt && <Checkbox name="forgetSecret" label="Remove the secret" />}
            <Field
              name="disconnectsPerSecond"
              label="Disconnects per second, at most"
              error={wrong.disconnectsPerSecond}
            >
              <Input
                type="number"
                min={1}
                max={1_000}
                className="max-w-28"
                defaultValue={nas?.disconnectsPerSecond ?? 50}
              />
            </Field>
          </fieldset>
        </>
      )}
    </FormDialog>
  );
}
