"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DeviceUsage } from "@/lib/devices/device-usage";
import { UsageChart } from "../charts/usage-chart";
import { fetchJson } from "../shell/fetch-json";
import { useViewer } from "../shell/viewer";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Panel } from "../ui/panel";
import { sayBytes } from "../ui/say-bytes";
import { Segmented } from "../ui/segmented";
import { Skeleton } from "../ui/skeleton";

type Window = DeviceUsage["window"];

const windows: { value: Window; label: string; words: string; step: string }[] = [
  { value: "day", label: "24 hours", words: "the last 24 hours", step: "by the hour" },
  { value: "week", label: "7 days", words: "the last 7 days", step: "by the hour" },
  { value: "month", label: "30 days", words: "the last 30 days", step: "by the day, UTC" },
  { value: "quarter", label: "90 days", words: "the last 90 days", step: "by the day, UTC" },
];

export function UsagePanel({ deviceId, first = "week" }: { deviceId: string; first?: Window }) {
  const { account } = useViewer();
  const [window, setWindow] = useState<Window>(first);
  const query = useQuery({
    queryKey: ["devices", "usage", account.id, deviceId, window],
    queryFn: ({ signal }) =>
      fetchJson<DeviceUsage>(`/api/accounts/${account.slug}/devices/usage`, { deviceId, window }, signal),
    placeholderData: (before) => before,
  });
  const shown = windows.find(({ value }) => value === (query.data?.window ?? window));
  return (
    <Panel
      title="Usage"
      action={<Segmented label="Window" value={window} onValueChange={setWindow} options={windows} />}
    >
      {query.data && shown ? (
        <UsageChart
          finding={findingOf(query.data, shown.words)}
          detail={`${sayBytes(query.data.month.up + query.data.month.down)} since the month began. Shown ${shown.step}.`}
          points={query.data.points}
        />
      ) : query.error ? (
        <ErrorState
          title="Usage could not be read"
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        />
      ) : (
        <Skeleton className="h-80 w-full" />
      )}
    </Panel>
  );
}

function findingOf({ total }: DeviceUsage, words: string): string {
  const all = total.up + total.down;
  if (all === 0) return `Nothing used in ${words}`;
  return `${sayBytes(all)} used in ${words}: ${sayBytes(total.down)} down, ${sayBytes(total.up)} up`;
}
