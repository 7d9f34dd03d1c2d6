"use client";

import { useState, useTransition } from "react";
import type { DeviceDetail } from "@/lib/devices/get-device";
import type { isolateDevice } from "@/lib/devices/isolate-device";
import type { releaseDevice } from "@/lib/devices/release-device";
import type { VisibleError } from "@/lib/kernel/errors";
import type { Done } from "../devices/action-result";
import { deviceNoun } from "../devices/device-words";
import { confirmed } from "../proof/step-up";
import type { ActionOf } from "../shell/operation-types";
import { useViewer } from "../shell/viewer";
import { ConfirmDialog } from "../ui/confirm-dialog";

export interface ContainmentDeeds {
  isolate: ActionOf<typeof isolateDevice>;
  release: ActionOf<typeof releaseDevice>;
}

const words = {
  isolate: {
    verb: "Isolate",
    done: "is isolated",
    detail: "Its sessions are asked to end. What the network makes of it appears below.",
    consequence: "The network refuses the device from now on, and the sessions it has are asked to end.",
  },
  release: {
    verb: "Release",
    done: "is released",
    detail: "It may sign on again, and does so when it tries the next time.",
    consequence: "The network lets the device in again.",
  },
} as const;

/** Keeps a device off the network, or lets it onto it again. */
export function ContainDialog({
  deed,
  device,
  deeds,
  onClose,
  onDone,
}: {
  deed: "isolate" | "release";
  device: DeviceDetail;
  deeds: ContainmentDeeds;
  onClose: () => void;
  onDone: (done: Done) => void;
}) {
  const { account } = useViewer();
  const [error, setError] = useState<VisibleError>();
  const [pending, start] = useTransition();
  const { verb, done, consequence, detail } = words[deed];
  const held = deed === "release" && device.state !== "active";

  function confirm(form: FormData) {
    const input = { deviceId: device.id, reason: String(form.get("reason") ?? "") };
    start(async () => {
      const result =
        deed === "isolate"
          ? await confirmed(deeds.isolate)(account.slug, input)
          : await confirmed(deeds.release)(account.slug, input);
      if (result.ok) onDone({ title: `${device.label} ${done}`, detail: held ? undefined : detail });
      else setError(result.error);
    });
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${verb} ${device.label}`}
      consequence={held ? heldWords(device.state) : consequence}
      subjects={{ count: 1, noun: deviceNoun, names: [device.label] }}
      irreversible={
        deed === "isolate" &&
        "A session that has ended does not come back. What the device was sending over it is lost."
      }
      also={
        deed === "isolate"
          ? [
              "Its credentials stay, and are refused as long as it is isolated.",
              "The page shows what the network answers, and whether the device really stays away.",
              "It can be released at any time; then it has to sign on anew.",
            ]
          : ["What was asked of the network so far is not asked any more."]
      }
      reason={{ required: true, help: "Kept with the device's history and in the activity log." }}
      verb={`${verb} device`}
      danger={deed === "isolate"}
      pending={pending}
      error={error && { message: Object.values(error.fields ?? {})[0] ?? error.message, id: error.id }}
      onConfirm={confirm}
    />
  );
}

const heldWords = (state: DeviceDetail["state"]) =>
  state === "suspended"
    ? "The device is not isolated any more. It is suspended, so the network refuses it until somebody resumes it."
    : "The device is not isolated any more. It is not active, so the network refuses it all the same.";
