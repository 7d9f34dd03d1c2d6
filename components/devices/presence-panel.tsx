"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Presence } from "@/lib/devices/device-presence";
import { PresenceTimeline } from "../charts/presence-timeline";
import { fetchJson } from "../shell/fetch-json";
import { useViewer } from "../shell/viewer";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Skeleton } from "../ui/skeleton";

const windows = [
  { value: "24", label: "24 hours" },
  { value: "168", label: "7 days" },
  { value: "720", label: "30 days" },
];

export function PresencePanel({ deviceId }: { deviceId: string }) {
  const { account } = useViewer();
  const [hours, setHours] = useState("24");
  const query = useQuery({
    queryKey: ["devices", "presence", account.id, deviceId, hours],
    queryFn: ({ signal }) =>
      fetchJson<Presence>(`/api/accounts/${account.slug}/devices/presence`, { deviceId, hours }, signal),
    placeholderData: (before) => before,
  });
  const window = windows.find(({ value }) => value === hours)?.label ?? "";
  return (
    <Panel
      title="Presence"
      action={<Segmented label="Window" value={hours} onValueChange={setHours} options={windows} />}
    >
      {query.data ? (
        <PresenceTimeline
          finding={findingOf(query.data, window)}
          from={Date.parse(query.data.from)}
          to={Date.parse(query.data.to)}
          intervals={query.data.intervals.map((each) => ({
            from: Date.parse(each.from),
            to: Date.parse(each.to),
            online: each.online,
          }))}
        />
      ) : query.error ? (
        <ErrorState
          title="Presence could not be read"
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        />
      ) : (
        <Skeleton className="h-24 w-full" />
      )}
    </Panel>
  );
}

function findingOf({ intervals }: Presence, window: string): string {
  const length = (online: boolean) =>
    intervals
      .filter((each) => each.online === online)
      .reduce((sum, each) => sum + Date.parse(each.to) - Date.parse(each.from), 0);
  const [online, offline] = [length(true), length(false)];
  if (online + offline === 0) return `Not heard in the last ${window}`;
  const share = (100 * online) / (online + offline);
  const said =
    share > 0 && share < 1 ? "under 1" : share < 100 ? String(Math.min(99, Math.round(share))) : "100";
  return `Online ${said} % of the last ${window}`;
}
