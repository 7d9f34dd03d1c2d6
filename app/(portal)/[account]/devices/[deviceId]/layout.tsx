import type { Metadata } from "next";
import type { ReactNode } from "react";
import { getDevice } from "@/lib/devices/get-device";
import { ask } from "@/lib/operation/ask";
import { DeviceFrame } from "./device-frame";
import { deviceIn } from "./device-id";

type Props = { params: Promise<{ account: string; deviceId: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account, deviceId } = await deviceIn(params);
  const { label } = await ask(account, getDevice, { deviceId });
  return { title: label };
}

export default async function DeviceLayout({ params, children }: Props) {
  const { account, deviceId } = await deviceIn(params);
  return <DeviceFrame first={await ask(account, getDevice, { deviceId })}>{children}</DeviceFrame>;
}
