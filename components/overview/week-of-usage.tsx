"use client";

import { useQuery } from "@tanstack/react-query";
import { UsageChart } from "@/components/charts/usage-chart";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { sayBytes } from "@/components/ui/say-bytes";
import type { overviewUsage } from "@/lib/overview/overview-usage";

type Usage = NonNullable<OutputOf<typeof overviewUsage>>;

/** Seven days of usage of the devices the viewer may see usage of. */
export function WeekOfUsage({ first }: { first: Usage }) {
  const { account, permissions } = useViewer();
  const { data } = useQuery({
    queryKey: ["devices", "overview-usage", account.id],
    queryFn: ({ signal }) =>
      fetchJson<Usage | null>(`/api/accounts/${account.slug}/overview/usage`, {}, signal),
    initialData: first,
    staleTime: 5 * 60_000,
  });
  if (!data) return null;
  const total = data.up + data.down;
  return (
    <UsageChart
      finding={total === 0 ? "Nothing used in the last 7 days" : `${sayBytes(total)} in the last 7 days`}
      detail={
        permissions["usage.view"] === "groups"
          ? "Hour by hour, the devices of your groups"
          : "Hour by hour, all devices"
      }
      points={data.hours}
    />
  );
}
