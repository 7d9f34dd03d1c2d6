"use client";

import { useState, useTransition } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { DeviceAction } from "@/lib/devices/device-actions";
import type { DeviceDetail } from "@/lib/devices/get-device";
import type { VisibleError } from "@/lib/kernel/errors";
import { useViewer } from "../shell/viewer";
import { ConfirmDialog } from "../ui/confirm-dialog";
import type { Done } from "./action-result";
import type { DeviceDeeds } from "./device-actions";
import { deviceNoun } from "./device-words";

export type StateDeed = Exclude<DeviceAction, "edit" | "isolate" | "release">;

interface Words {
  verb: string;
  done: string;
  consequence: string;
  detail?: string;
  /** what else follows */
  also?: string[];
}

const words: Record<StateDeed, Words> = {
  activate: {
    verb: "Activate",
    done: "is active",
    consequence: "The network lets the device in from now on, and its usage counts.",
  },
  suspend: {
    verb: "Suspend",
    done: "is suspended",
    consequence:
      "The device is out of service until somebody resumes it: the network refuses it, and the sessions it has are asked to end.",
    detail: "Its sessions are asked to end. What the network makes of it appears below.",
    also: [
      "Its usage and history are kept.",
      "The page shows what the network answers, and whether the device really stays away.",
    ],
  },
  resume: {
    verb: "Resume",
    done: "is active again",
    consequence: "The device goes back into service.",
  },
  terminate: {
    verb: "Terminate",
    done: "is terminated",
    consequence:
      "The device leaves service for good: the network refuses it, and the sessions it has are asked to end.",
    detail: "Its sessions are asked to end. What the network makes of it appears below.",
    also: [
      "Its credentials are revoked.",
      "The page shows what the network answers, and whether the device really stays away.",
      "Its sessions, usage and history can still be read.",
      "It stays in its groups and lists, marked as terminated.",
      "Its identifiers stay taken in this account.",
    ],
  },
};

export function ChangeStateDialog({
  deed,
  device,
  deeds,
  onClose,
  onDone,
}: {
  deed: StateDeed;
  device: DeviceDetail;
  deeds: DeviceDeeds;
  onClose: () => void;
  onDone: (done: Done) => void;
}) {
  const { account } = useViewer();
  const [error, setError] = useState<VisibleError>();
  const [pending, start] = useTransition();
  const { verb, done, consequence, detail, also } = words[deed];
  const final = deed === "terminate";

  function confirm(form: FormData) {
    const input = { deviceId: device.id, reason: String(form.get("reason") ?? "") };
    start(async () => {
      const result = final
        ? await confirmed(deeds.terminate)(account.slug, {
            ...input,
            confirmation: String(form.get("confirmation") ?? ""),
          })
        : await deeds[deed](account.slug, input);
      if (result.ok) onDone({ title: `${device.label} ${done}`, detail });
      else setError(result.error);
    });
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${verb} ${device.label}`}
      consequence={consequence}
      subjects={{ count: 1, noun: deviceNoun, names: [device.label] }}
      irreversible={
        final && "A terminated device cannot be activated again. A new SIM or registration is needed."
      }
      also={also}
      reason={{ required: final, help: "Kept with the device's history and in the activity log." }}
      typed={final ? { expected: device.label, label: <>Type {device.label} to confirm</> } : undefined}
      verb={`${verb} device`}
      danger={final}
      pending={pending}
      error={error && { message: sayAll(error), id: error.id }}
      onConfirm={confirm}
    />
  );
}

const sayAll = (error: VisibleError) =>
  Object.values(error.fields ?? {}).length > 0 ? Object.values(error.fields ?? {}).join(" ") : error.message;
