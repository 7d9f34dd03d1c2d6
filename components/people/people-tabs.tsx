"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Tabs } from "@/components/ui/tabs";
import type { countOwnItems } from "@/lib/reviews/count-own-items";

export function PeopleTabs({ account }: { account: string }) {
  const { can, account: current } = useViewer();
  const people = `/${account}/people`;
  const { data: own } = useQuery({
    queryKey: ["people", "own_reviews", current.id],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof countOwnItems>>(`/api/accounts${people}/reviews/own`, {}, signal),
    enabled: can("grant.manage"),
  });
  return (
    <Tabs
      label="People, roles and requests"
      items={[
        ...(can("member.view")
          ? [
              { href: people, label: "People" },
              { href: `${people}/roles`, label: "Roles" },
              { href: `${people}/matrix`, label: "Matrix" },
              { href: `${people}/advice`, label: "Least privilege" },
            ]
          : []),
        ...(can("grant.manage") ? [{ href: `${people}/requests`, label: "Requests" }] : []),
        ...(can("member.view")
          ? [
              {
                href: `${people}/reviews`,
                label: "Reviews",
                ...(own && own.waiting > 0
                  ? { count: own.waiting, urgent: own.reviews.some(({ overdue }) => overdue) }
                  : {}),
              },
            ]
          : []),
      ]}
    />
  );
}
