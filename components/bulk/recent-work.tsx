"use client";

import { useQuery } from "@tanstack/react-query";
import { bulkWords, statusWords } from "@/components/bulk/bulk-words";
import { fetchJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { RecentWork as Recent } from "@/lib/bulk/list-bulk-actions";

/** What the viewer lately asked to be done to many devices. Nothing where there is nothing. */
export function RecentWork({ except }: { except?: string }) {
  const { account } = useViewer();
  const { data = [] } = useQuery({
    queryKey: ["bulk_action", "list", account.id],
    queryFn: ({ signal }) =>
      fetchJson<Recent>(`/api/accounts/${account.slug}/bulk/recent`, { limit: 6 }, signal),
  });
  const shown = data.filter((work) => work.id !== except).slice(0, 5);
  if (shown.length === 0) return null;
  return (
    <Panel title="Your recent work" flush>
      <ul className="divide-y divide-line text-sm">
        {shown.map((work) => {
          const status = statusWords[work.status as keyof typeof statusWords];
          return (
            <li key={work.id} className="flex min-h-row flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5">
              <TextLink href={`/${account.slug}/bulk/${work.id}`} className="min-w-0 flex-1 truncate">
                {bulkWords[work.kind].title(work.total, work.group ?? undefined)}
              </TextLink>
              <Status
                tone={work.refused > 0 && status.tone === "ok" ? "warn" : status.tone}
                moving={work.status === "running"}
                detail={work.refused > 0 ? `${work.refused.toLocaleString("en-GB")} refused` : undefined}
              >
                {status.word}
              </Status>
              <RelativeTime at={work.createdAt} className="text-ink-muted" />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
