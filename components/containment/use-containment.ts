"use client";

import { useQuery } from "@tanstack/react-query";
import type { DeviceContainment } from "@/lib/containment/get-containment";
import { fetchJson } from "../shell/fetch-json";
import { useViewer } from "../shell/viewer";
import { isUnsettled } from "./containment-words";

/** Whether a device is kept off the network, asked anew whenever the network shows something. */
export function useContainment(deviceId: string, first?: DeviceContainment) {
  const { account } = useViewer();
  return useQuery({
    queryKey: ["devices", "containment", account.id, deviceId],
    queryFn: ({ signal }) =>
      fetchJson<DeviceContainment>(`/api/accounts/${account.slug}/devices/containment`, { deviceId }, signal),
    initialData: first,
    // the live stream tells sooner; this is for when it does not
    refetchInterval: ({ state }) => (state.data?.current && isUnsettled(state.data.current) ? 5_000 : false),
  });
}
