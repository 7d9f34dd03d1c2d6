"use client";

import { useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import type { listDeviceReach } from "@/lib/matrix/list-device-reach";
import { ScopeLinks } from "../people/scope-words";
import { fetchJson } from "../shell/fetch-json";
import type { OutputOf } from "../shell/operation-types";
import { useViewer } from "../shell/viewer";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { ExactTime } from "../ui/exact-time";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { useDevice } from "./device-provider";

type Reach = OutputOf<typeof listDeviceReach>;

const people = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? "person" : "people"}`;

/** Everyone who can see the device, everyone who can terminate it, and through which grant. */
export function DeviceReach({ first }: { first: Reach }) {
  const { account } = useViewer();
  const device = useDevice();
  const { data } = useQuery({
    queryKey: ["people", "device-reach", account.id, device.id],
    queryFn: ({ signal }) =>
      fetchJson<Reach>(`/api/accounts/${account.slug}/devices/reach`, { deviceId: device.id }, signal),
    initialData: first,
  });
  const terminating = data.people.filter(({ terminates }) => terminates);
  const seeing = data.people.filter(({ sees }) => sees);
  return (
    <div className="flex flex-col gap-5">
      <Reachers
        title={`${people(data.terminating)} can terminate it`}
        reachers={terminating}
        total={data.terminating}
        only="terminate"
      />
      <Reachers
        title={`${people(data.seeing)} can see it`}
        reachers={seeing}
        total={data.seeing}
        only="see"
      />
    </div>
  );
}

function Reachers({
  title,
  reachers,
  total,
  only,
}: {
  title: string;
  reachers: Reach["people"];
  total: number;
  only: "see" | "terminate";
}) {
  const { account } = useViewer();
  if (total === 0)
    return (
      <Panel>
        <EmptyState
          icon={<Users />}
          title={only === "see" ? "Nobody can see it" : "Nobody can terminate it"}
        />
      </Panel>
    );
  return (
    <Panel
      title={title}
      action={
        only === "terminate" && (
          <Badge tone="elevated" icon>
            Elevated
          </Badge>
        )
      }
      flush
    >
      <ul className="divide-y divide-line text-sm">
        {reachers.map((person) => (
          <li key={person.id} className="grid gap-x-6 gap-y-1 px-4 py-2.5 sm:grid-cols-[minmax(0,16rem)_1fr]">
            <p className="min-w-0">
              <TextLink href={`/${account.slug}/people/${person.id}`}>{person.name}</TextLink>
              {person.isYou && <span className="text-ink-muted"> (you)</span>}
              <span className="block truncate text-ink-muted">{person.email}</span>
            </p>
            <ul className="flex flex-col gap-0.5">
              {person.through
                .filter(({ sees, terminates }) => (only === "see" ? sees : terminates))
                .map((road) => (
                  <li key={road.grantId}>
                    <TextLink href={`/${account.slug}/people/roles/${road.role.id}`}>
                      {road.role.name}
                    </TextLink>
                    <span className="text-ink-muted">
                      {" "}
                      {road.wholeAccount ? (
                        "for the whole account"
                      ) : (
                        <>
                          in <ScopeLinks scope={road} account={account.slug} />
                        </>
                      )}
                      {road.endsAt && (
                        <>
                          , until <ExactTime at={road.endsAt} />
                        </>
                      )}
                    </span>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
      {total > reachers.length && (
        <p className="border-line border-t px-4 py-2 text-ink-muted text-sm">
          The first {reachers.length} are listed.
        </p>
      )}
    </Panel>
  );
}
