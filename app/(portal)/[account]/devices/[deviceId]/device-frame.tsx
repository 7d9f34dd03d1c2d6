"use client";

import type { ReactNode } from "react";
import { DeviceHeader } from "@/components/devices/device-header";
import { DeviceProvider } from "@/components/devices/device-provider";
import type { DeviceDetail } from "@/lib/devices/get-device";
import { activate, edit, isolate, release, resume, suspend, terminate } from "../actions";

const actions = { activate, edit, isolate, release, resume, suspend, terminate };

/** What stays while one goes from tab to tab. */
export function DeviceFrame({ first, children }: { first: DeviceDetail; children: ReactNode }) {
  return (
    <DeviceProvider first={first}>
      <div className="flex flex-col gap-5">
        <DeviceHeader actions={actions} />
        {children}
      </div>
    </DeviceProvider>
  );
}
