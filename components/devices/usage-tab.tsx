"use client";

import { useDevice } from "./device-provider";
import { UsagePanel } from "./usage-panel";

export function UsageTab() {
  return <UsagePanel deviceId={useDevice().id} first="month" />;
}
