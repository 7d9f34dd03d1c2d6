"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState, useTransition } from "react";
import type { DeviceDetail } from "@/lib/devices/get-device";
import type { NetworkChoices } from "@/lib/devices/network-choices";
import type { setNetwork } from "@/lib/devices/set-network";
import type { VisibleError } from "@/lib/kernel/errors";
import { fetchJson } from "../shell/fetch-json";
import type { ActionOf } from "../shell/operation-types";
import { useViewer } from "../shell/viewer";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { Field } from "../ui/field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

export function NetworkDialog({
  device,
  set,
  onClose,
}: {
  device: DeviceDetail;
  set: ActionOf<typeof setNetwork>;
  onClose: () => void;
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const form = useId();
  const [planId, setPlanId] = useState(device.plan?.id ?? "");
  const [error, setError] = useState<VisibleError>();
  const [pending, start] = useTransition();
  const { data: choices, isError } = useQuery({
    queryKey: ["network_choices", account.id],
    staleTime: 0,
    queryFn: ({ signal }) =>
      fetchJson<NetworkChoices>(`/api/accounts/${account.slug}/devices/network-choices`, {}, signal),
  });
  const plans = choices?.plans ?? (device.plan ? [device.plan] : []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    start(async () => {
      const result = await set(account.slug, {
        deviceId: device.id,
        planId: planId || null,
        framedAddress: String(data.get("framedAddress") ?? ""),
      });
      if (!result.ok) return setError(result.error);
      onClose();
      void queries.invalidateQueries({ queryKey: ["devices"] });
    });
  }

  const wrong = error?.fields ?? {};
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Plan and address of ${device.label}`}
      description="What it is given when it next signs on. A session that runs keeps what it has."
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
      <form id={form} onSubmit={submit} className="flex flex-col gap-4" noValidate>
        {error && !error.fields && (
          <FormErrorSummary title="Nothing was changed" errors={[{ message: error.message }]} id={error.id} />
        )}
        {isError && (
          <FormErrorSummary
            title="Your account's plans could not be read"
            errors={[{ message: "Close this and try again." }]}
          />
        )}
        <Field
          name="planId"
          label="Plan"
          error={wrong.planId}
          help={
            choices?.plans.length === 0
              ? "Your account has no plans. The provider gives them."
              : "Pool, filters and time limits, made by the provider."
          }
        >
          <Select value={planId} onChange={(event) => setPlanId(event.target.value)}>
            <option value="">None</option>
            {plans.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          name="framedAddress"
          label="Own address"
          aside="Optional"
          error={wrong.framedAddress}
          help={sayRanges(choices?.ranges)}
        >
          <Input
            mono
            defaultValue={device.ownAddress ?? ""}
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      </form>
    </Dialog>
  );
}

function sayRanges(ranges: readonly string[] | undefined): string {
  if (ranges?.length === 0)
    return "Your account has no addresses to give. The provider gives ranges of them.";
  const shown = ranges?.slice(0, 6).join(", ");
  const from = shown ? ` Your account's: ${shown}${ranges && ranges.length > 6 ? " and more" : ""}.` : "";
  return `An IPv4 address that no other device has.${from}`;
}
