"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CirclePause, CirclePlay, OctagonX, Pencil, ShieldBan, ShieldCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { activateDevice } from "@/lib/devices/activate-device";
import type { DeviceAction } from "@/lib/devices/device-actions";
import type { editDevice } from "@/lib/devices/edit-device";
import type { DeviceDetail } from "@/lib/devices/get-device";
import type { resumeDevice } from "@/lib/devices/resume-device";
import type { suspendDevice } from "@/lib/devices/suspend-device";
import type { terminateDevice } from "@/lib/devices/terminate-device";
import { ContainDialog, type ContainmentDeeds } from "../containment/contain-dialog";
import type { ActionOf } from "../shell/operation-types";
import { Button } from "../ui/button";
import type { Done } from "./action-result";
import { ChangeStateDialog, type StateDeed } from "./change-state-dialog";
import { EditDeviceDialog } from "./edit-device-dialog";

export interface DeviceDeeds extends ContainmentDeeds {
  activate: ActionOf<typeof activateDevice>;
  edit: ActionOf<typeof editDevice>;
  resume: ActionOf<typeof resumeDevice>;
  suspend: ActionOf<typeof suspendDevice>;
  terminate: ActionOf<typeof terminateDevice>;
}

const buttons: { action: DeviceAction; word: string; icon: ReactNode; variant?: "primary" }[] = [
  { action: "edit", word: "Edit", icon: <Pencil /> },
  { action: "suspend", word: "Suspend", icon: <CirclePause /> },
  { action: "resume", word: "Resume", icon: <CirclePlay />, variant: "primary" },
  { action: "activate", word: "Activate", icon: <CirclePlay />, variant: "primary" },
  { action: "isolate", word: "Isolate", icon: <ShieldBan className="text-bad-mark" /> },
  { action: "release", word: "Release", icon: <ShieldCheck />, variant: "primary" },
  { action: "terminate", word: "Terminate", icon: <OctagonX className="text-bad-mark" /> },
];

/** Only what this viewer may do to this device as it is now. */
export function DeviceActions({
  device,
  deeds,
  onDone,
}: {
  device: DeviceDetail;
  deeds: DeviceDeeds;
  onDone: (done: Done) => void;
}) {
  const queries = useQueryClient();
  const [open, setOpen] = useState<DeviceAction | null>(null);

  function finish(done: Done) {
    setOpen(null);
    onDone(done);
    void queries.invalidateQueries({ queryKey: ["devices"] });
  }

  return (
    <>
      {buttons
        .filter(({ action }) => device.actions.includes(action))
        .map(({ action, word, icon, variant }) => (
          <Button key={action} icon={icon} variant={variant} onClick={() => setOpen(action)}>
            {word}
          </Button>
        ))}
      {open === "edit" && (
        <EditDeviceDialog device={device} edit={deeds.edit} onClose={() => setOpen(null)} onDone={finish} />
      )}
      {(open === "isolate" || open === "release") && (
        <ContainDialog
          key={open}
          deed={open}
          device={device}
          deeds={deeds}
          onClose={() => setOpen(null)}
          onDone={finish}
        />
      )}
      {open !== null && open !== "edit" && open !== "isolate" && open !== "release" && (
        <ChangeStateDialog
          key={open}
          deed={open satisfies StateDeed}
          device={device}
          deeds={deeds}
          onClose={() => setOpen(null)}
          onDone={finish}
        />
      )}
    </>
  );
}
