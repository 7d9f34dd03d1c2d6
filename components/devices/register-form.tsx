"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import type { IdentifierName } from "@/lib/devices/identifiers";
import type { DeviceKind } from "@/lib/devices/kind";
import type { registerDevice } from "@/lib/devices/register-device";
import type { VisibleError } from "@/lib/kernel/errors";
import { confirmed } from "../proof/step-up";
import type { ActionOf } from "../shell/operation-types";
import { useViewer } from "../shell/viewer";
import { Field } from "../ui/field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { Input } from "../ui/input";
import { LinkButton } from "../ui/link-button";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { SubmitButton } from "../ui/submit-button";
import { Textarea } from "../ui/textarea";
import { useToast } from "../ui/toast";
import { identifierWords, kinds, kindWords } from "./device-words";
import { GroupsField } from "./groups-field";

const sim: IdentifierName[] = ["iccid", "imsi", "msisdn", "imei", "eid"];
const fieldsOf: Record<DeviceKind, IdentifierName[]> = {
  cellular: sim,
  satellite: sim,
  lorawan: ["devEui", "joinEui"],
};
const required: readonly IdentifierName[] = ["iccid", "devEui"];

const help: Record<IdentifierName, string> = {
  iccid: "19 or 20 digits, as printed on the SIM. Spaces and a filling F do not matter.",
  imsi: "Up to 15 digits. Sessions are matched to the device by it.",
  msisdn: "With the country code, such as +88 230 0000 0001.",
  imei: "15 digits, of the modem the SIM is in.",
  eid: "32 digits, of the eUICC.",
  devEui: "16 hexadecimal digits, as printed on the device.",
  joinEui: "16 hexadecimal digits.",
};

export function RegisterForm({ register }: { register: ActionOf<typeof registerDevice> }) {
  const { account, can } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const say = useToast();
  const [kind, setKind] = useState<DeviceKind>("cellular");
  const [groups, setGroups] = useState<{ id: string; name: string }[]>([]);
  const [error, setError] = useState<VisibleError>();
  const [pending, start] = useTransition();
  const fields = error?.fields ?? {};

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? "");
    start(async () => {
      const result = await confirmed(register)(account.slug, {
        kind,
        label: typed("label"),
        note: typed("note"),
        groupIds: groups.map((group) => group.id),
        ...Object.fromEntries(fieldsOf[kind].map((name) => [name, typed(name)])),
      });
      if (!result.ok) return setError(result.error);
      void queries.invalidateQueries({ queryKey: ["devices"] });
      say({ title: `${result.data.label} is registered` });
      router.push(`/${account.slug}/devices/${result.data.id}`);
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      {error && <FormErrorSummary errors={errorsOf(error)} id={error.id} />}
      <Panel title="Kind">
        <Segmented
          label="Kind of device"
          value={kind}
          onValueChange={setKind}
          options={kinds.map((value) => ({ value, label: kindWords[value] }))}
        />
      </Panel>
      <Panel title="Identity">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            name="label"
            label="Label"
            required
            error={fields.label}
            help="What people call it."
            className="sm:col-span-2"
          >
            <Input maxLength={80} autoComplete="off" />
          </Field>
          {fieldsOf[kind].map((name) => (
            <Field
              key={name}
              name={name}
              label={identifierWords[name]}
              required={required.includes(name)}
              aside={required.includes(name) ? undefined : "Optional"}
              error={fields[name]}
              help={help[name]}
            >
              <Input mono maxLength={80} autoComplete="off" spellCheck={false} autoCapitalize="off" />
            </Field>
          ))}
        </div>
      </Panel>
      <Panel title="Place">
        <div className="flex flex-col gap-4">
          {can("group.assign") && can("group.view") && <GroupsField chosen={groups} onChange={setGroups} />}
          <Field name="note" label="Note" aside="Optional" error={fields.note}>
            <Textarea maxLength={2000} rows={3} />
          </Field>
        </div>
      </Panel>
      <div className="flex justify-end gap-2">
        <LinkButton href={`/${account.slug}/devices`} variant="ghost">
          Cancel
        </LinkButton>
        <SubmitButton pending={pending}>Register device</SubmitButton>
      </div>
    </form>
  );
}

function errorsOf(error: VisibleError) {
  const fields = Object.entries(error.fields ?? {});
  if (fields.length === 0) return [{ message: error.message }];
  return fields.map(([name, message]) => ({
    name,
    label: name === "label" ? "Label" : identifierWords[name as IdentifierName],
    message,
  }));
}
