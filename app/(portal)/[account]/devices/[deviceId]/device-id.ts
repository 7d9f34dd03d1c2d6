import { notFound } from "next/navigation";

/** The device of an address. One that cannot be a device's answers like one that is not there. */
export async function deviceIn(params: Promise<{ account: string; deviceId: string }>) {
  const { account, deviceId } = await params;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(deviceId)) notFound();
  return { account, deviceId };
}
