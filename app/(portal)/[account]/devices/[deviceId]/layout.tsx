import type { Metadata } from "next";
import { cache, type ReactNode } from "react";
import { getDevice } from "@/lib/devices/get-device";
import { ask } from "@/lib/operation/ask";
import { DeviceFrame } from "./device-frame";
import { deviceIn } from "./device-id";

type Props = { params: Promise<{ account: string; deviceId: string }>; children: ReactNode };

const asked = cache((account: string, deviceId: string) => ask(account, getDevice, { deviceId }));

/** A device that cannot be shown has no title of its own; the page says so. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account, deviceId } = await params;
  const device = await asked(account, deviceId).catch(() => null);
  return device ? { title: device.label } : {};
}

export default async function DeviceLayout({ params, children }: Props) {
  const { account, deviceId } = await deviceIn(params);
  return <DeviceFrame first={await asked(account, deviceId)}>{children}</DeviceFrame>;
}
