"use client";

import { useQuery } from "@tanstack/react-query";
import type { DeviceCount } from "@/lib/devices/count-devices";
import type { DevicePage } from "@/lib/devices/list-devices";
import { fetchJson } from "../shell/fetch-json";
import { useViewer } from "../shell/viewer";
import { filtersOf, type ListParams, listInput } from "./list-params";

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What the server found for the page's first paint, and the address it found it for. */
export interface FirstDevices {
  params: ListParams;
  page: DevicePage;
  count: DeviceCount;
}

/** A page of devices and how many there are in all, kept as long as the next is on its way. */
export function useDevicePage(params: ListParams, first: FirstDevices) {
  const { account } = useViewer();
  const route = `/api/accounts/${account.slug}/devices`;
  const input = listInput(params);
  const filters = filtersOf(params);
  const page = useQuery({
    queryKey: ["devices", "list", account.id, input],
    queryFn: ({ signal }) => fetchJson<DevicePage>(route, input, signal),
    initialData: same(input, listInput(first.params)) ? first.page : undefined,
    placeholderData: (before) => before,
  });
  const count = useQuery({
    queryKey: ["devices", "count", account.id, filters],
    queryFn: ({ signal }) => fetchJson<DeviceCount>(`${route}/count`, filters, signal),
    initialData: same(filters, filtersOf(first.params)) ? first.count : undefined,
  });
  return { page, count };
}
