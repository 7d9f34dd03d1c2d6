"use client";

import type { retryDisconnect } from "@/lib/containment/retry-disconnect";
import { useDevice } from "../devices/device-provider";
import type { ActionOf } from "../shell/operation-types";
import { CurrentContainment } from "./current-containment";
import { useContainment } from "./use-containment";

/** On a device's overview: its containment, while there is one. */
export function OpenContainment({ retry }: { retry: ActionOf<typeof retryDisconnect> }) {
  const device = useDevice();
  const { data } = useContainment(device.id);
  if (!data?.current) return null;
  return <CurrentContainment key={data.current.id} containment={data.current} retry={retry} brief />;
}
