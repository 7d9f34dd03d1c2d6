"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Stat } from "@/components/ui/stat";
import { TextLink } from "@/components/ui/text-link";
import type { overviewDevices } from "@/lib/overview/overview-devices";

type Figures = OutputOf<typeof overviewDevices>;

/** What has no figure of its own. */
const others = [
  ["in_stock", "in stock"],
  ["ordered", "ordered"],
  ["terminated", "terminated"],
] as const;

/** How many devices the viewer has and how they are; each number leads to the devices it counts. */
export function DeviceFigures({ first }: { first: Figures }) {
  const { account } = useViewer();
  const { data } = useQuery({
    queryKey: ["devices", "overview", account.id],
    queryFn: ({ signal }) => fetchJson<Figures>(`/api/accounts/${account.slug}/overview/devices`, {}, signal),
    initialData: first,
  });
  const list = `/${account.slug}/devices`;
  const say = (count: number) => count.toLocaleString("en-GB");
  return (
    <div className="flex flex-col gap-3">
      {data.onlineNotActive > 0 && (
        <Banner
          tone="bad"
          title={`${say(data.onlineNotActive)} ${data.onlineNotActive === 1 ? "device is" : "devices are"} connected without being active`}
          action={
            <TextLink href={`${list}?state=ordered,in_stock,suspended,terminated&online=true`}>
              See which
            </TextLink>
          }
        >
          Only an active device should have a data session.
        </Banner>
      )}
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
        <Stat label="Devices" value={say(data.total)} href={list} />
        <Stat
          label="Online now"
          value={say(data.online)}
          href={`${list}?online=true`}
          detail={data.total > 0 && `${Math.round((100 * data.online) / data.total)} % of all`}
        />
        <Stat
          label="Active, not online"
          value={say(data.activeOffline)}
          href={`${list}?state=active&online=false`}
        />
        <Stat label="Suspended" value={say(data.states.suspended ?? 0)} href={`${list}?state=suspended`} />
      </div>
      {others.some(([state]) => data.states[state]) && (
        <p className="flex flex-wrap gap-x-3 gap-y-1 text-ink-muted text-sm">
          Besides:
          {others.map(([state, word]) =>
            data.states[state] ? (
              <TextLink key={state} href={`${list}?state=${state}`}>
                {say(data.states[state])} {word}
              </TextLink>
            ) : null,
          )}
        </p>
      )}
    </div>
  );
}
