"use client";

import { useQuery } from "@tanstack/react-query";
import { UsageChart } from "@/components/charts/usage-chart";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Panel } from "@/components/ui/panel";
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
  const whose = permissions["usage.view"] === "groups" ? "the devices of your groups" : "all devices";
  if (total === 0)
    return (
      <Panel title="Nothing used in the last 7 days" description={`Up and down, ${whose}`}>
        <p className="text-ink-muted text-sm">
          Usage appears here as soon as the network reports the first data session.
        </p>
      </Panel>
    );
  return (
    <Panel>
      <UsageChart
        finding={`${sayBytes(total)} in the last 7 days`}
        detail={`Hour by hour, ${whose}`}
        points={data.hours}
      />
    </Panel>
  );
}
