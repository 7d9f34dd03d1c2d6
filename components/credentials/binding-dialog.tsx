"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { BindingFields, readBinding } from "@/components/credentials/binding-fields";
import { useDevice } from "@/components/devices/device-provider";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import type { changeBinding } from "@/lib/credentials/change-binding";
import type { ShownCredential } from "@/lib/credentials/shown";
import type { VisibleError } from "@/lib/kernel/errors";

/** Changes with what else, and from where alone, a credential that is there is accepted. */
export function BindingDialog({
  credential,
  change,
  onClose,
}: {
  credential: ShownCredential;
  change: ActionOf<typeof changeBinding>;
  onClose: () => void;
}) {
  const { account } = useViewer();
  const device = useDevice();
  const queries = useQueryClient();
  const say = useToast();
  const [value, setValue] = useState({
    boundTo: credential.boundTo,
    nasOnly: credential.nasOnly,
    others: "",
  });
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  async function save() {
    setPending(true);
    const answer = await confirmed(change)(account.slug, {
      credentialId: credential.id,
      ...readBinding(value),
    });
    setPending(false);
    if (!answer.ok) return setError(answer.error);
    say({ title: "Saved. It counts from the next sign-on." });
    await queries.invalidateQueries({ queryKey: ["devices"] });
    onClose();
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`What the credential of ${device.label} is bound to`}
      consequence="From the next sign-on it is refused where the network names something else, or is another."
      verb="Save"
      pending={pending}
      error={error && { message: Object.values(error.fields ?? {})[0] ?? error.message, id: error.id }}
      onConfirm={() => void save()}
    >
      <BindingFields value={value} without={lacking(device)} of={1} open onChange={setValue} />
    </ConfirmDialog>
  );
}

/** Of one device: 1 for what it lacks. */
export const lacking = (device: { imsi: string | null; msisdn: string | null; imei: string | null }) => ({
  imsi: device.imsi ? 0 : 1,
  msisdn: device.msisdn ? 0 : 1,
  imei: device.imei ? 0 : 1,
});
