"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import type { setNetwork } from "@/lib/devices/set-network";
import type { ActionOf } from "../shell/operation-types";
import { Button } from "../ui/button";
import { Identifier } from "../ui/identifier";
import { type KeyValue, KeyValues } from "../ui/key-values";
import { Panel } from "../ui/panel";
import { useDevice } from "./device-provider";
import { NetworkDialog } from "./network-dialog";

/** What the device is given when it signs on. */
export function NetworkPanel({ set }: { set: ActionOf<typeof setNetwork> }) {
  const device = useDevice();
  const [open, setOpen] = useState(false);
  const mayChange = device.actions.includes("edit") && device.state !== "terminated";
  const items: KeyValue[] = [
    { label: "Plan", value: device.plan?.name ?? <span className="text-ink-muted">None</span> },
    {
      label: "Own address",
      value: device.ownAddress ? (
        <Identifier value={device.ownAddress} label="Own address" max={40} />
      ) : (
        <span className="text-ink-muted">None; the network chooses one</span>
      ),
    },
  ];
  return (
    <Panel
      title="On the network"
      action={
        mayChange && (
          <Button icon={<Pencil />} onClick={() => setOpen(true)}>
            Plan and address
          </Button>
        )
      }
    >
      <KeyValues items={items} />
      {open && <NetworkDialog device={device} set={set} onClose={() => setOpen(false)} />}
    </Panel>
  );
}
