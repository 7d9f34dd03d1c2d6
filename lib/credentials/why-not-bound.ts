import type { Binding } from "@/lib/credentials/bindings";

const words: Record<Binding, string> = { imsi: "IMSI", msisdn: "MSISDN", imei: "IMEI" };

/** What of this the device does not have: bound to it, the network would never accept the credential. */
export function whyNotBound(
  device: Record<Binding, string | null>,
  bound: readonly Binding[],
): string | null {
  const lacking = bound.find((each) => (device[each] ?? "") === "");
  return lacking === undefined ? null : `It has no ${words[lacking]}, which the network would have to name.`;
}
