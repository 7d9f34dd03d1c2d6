"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use } from "react";
import type { DeviceDetail } from "@/lib/devices/get-device";
import { AnswerError, fetchJson } from "../shell/fetch-json";
import { useViewer } from "../shell/viewer";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";

const DeviceContext = createContext<DeviceDetail | null>(null);

export function useDevice(): DeviceDetail {
  const device = use(DeviceContext);
  if (!device) throw new Error("useDevice belongs inside a device's page");
  return device;
}

/** The device of the page, as it is now; or that it is no longer in sight. */
export function DeviceProvider({ first, children }: { first: DeviceDetail; children: ReactNode }) {
  const { account } = useViewer();
  const query = useQuery({
    queryKey: ["devices", "device", account.id, first.id],
    queryFn: ({ signal }) =>
      fetchJson<DeviceDetail>(`/api/accounts/${account.slug}/devices/device`, { deviceId: first.id }, signal),
    initialData: first,
  });
  if (query.error instanceof AnswerError && ["not_found", "forbidden"].includes(query.error.visible.code))
    return (
      <EmptyState
        title="You can no longer see this device"
        action={<LinkButton href={`/${account.slug}/devices`}>All devices</LinkButton>}
      >
        Your access changed while this page was open.
      </EmptyState>
    );
  return <DeviceContext value={query.data}>{children}</DeviceContext>;
}
