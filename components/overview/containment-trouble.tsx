"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { TextLink } from "@/components/ui/text-link";
import type { ContainmentPage } from "@/lib/containment/list-containments";

const devices = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? `device ${one}` : `devices ${many}`}`;

/** Devices that should be off the network and are not, or not yet; nothing at all when there are none. */
export function ContainmentTrouble({ first }: { first: ContainmentPage }) {
  const { account } = useViewer();
  const { data } = useQuery({
    queryKey: ["devices", "containments", account.id, "overview"],
    queryFn: ({ signal }) =>
      fetchJson<ContainmentPage>(`/api/accounts/${account.slug}/containment`, { limit: 1 }, signal),
    initialData: first,
  });
  const { still_sending: sending = 0, gave_up: gaveUp = 0, ending = 0 } = data.counts;
  const list = `/${account.slug}/containment`;
  if (sending + gaveUp > 0)
    return (
      <Banner
        tone="bad"
        title={[
          sending > 0 && devices(sending, "is still sending", "are still sending"),
          gaveUp > 0 && devices(gaveUp, "has a session that did not end", "have sessions that did not end"),
        ]
          .filter(Boolean)
          .join(", ")}
        action={
          <TextLink href={`${list}?status=${sending > 0 ? "still_sending" : "gave_up"}`}>See which</TextLink>
        }
      >
        Isolated, suspended or terminated, and on the network all the same.
      </Banner>
    );
  if (ending > 0)
    return (
      <Banner
        tone="warn"
        title={devices(ending, "is being taken off the network", "are being taken off the network")}
        action={<TextLink href={`${list}?status=ending`}>See how far</TextLink>}
      />
    );
  return null;
}
